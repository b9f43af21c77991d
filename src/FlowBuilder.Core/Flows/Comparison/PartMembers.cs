using System.Text.Json;
using FlowBuilder.Core.Budgets;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>A part of a flow as a list of named values, and back: what comparing and merging work on, value by value.</summary>
/// <remarks>Names are places in the file: <c>title</c>, <c>settings.template</c>. A value that the file leaves out is no member. Id and place are not among them.</remarks>
internal static class PartMembers
{
    public const string Settings = "settings.";
    public const string Policy = "policy.";

    // Unknown members stand apart, so that one called "title" or "settings.x" is not taken for the real thing.
    public const string Unknown = "?.";

    public static JsonMembers Of(Flow flow)
    {
        var members = new MemberList();
        members.Add("name", flow.Name, "");
        members.Add("description", flow.Description, "");
        if (flow.Tags.Length > 0) members.Add("tags", flow.Tags);
        members.AddBudget("budget", flow.Budget);
        members.AddAll(Unknown, flow.Extra);
        return members.ToMembers();
    }

    public static JsonMembers Of(FlowNode node, JsonMembers settings)
    {
        var members = new MemberList();
        members.Add("type", node.Type);
        members.Add("version", node.Version);
        members.Add("title", node.Title, "");
        members.AddAll(Settings, settings);
        members.Add(Policy + "onError", node.Policy.OnError, ErrorPolicy.Stop);
        if (node.Policy.Fallback is { } fallback) members.Add(Policy + "fallback", fallback);
        members.Add(Policy + "retries", node.Policy.Retries, 0);
        members.Add(Policy + "timeLimitSeconds", node.Policy.TimeLimitSeconds, null);
        members.Add(Policy + "onInterrupted", node.Policy.OnInterrupted, InterruptionPolicy.Fail);
        members.AddBudget(Policy + "budget", node.Policy.Budget);
        members.AddAll(Policy + Unknown, node.Policy.Extra);
        if (node.Promoted.Length > 0) members.Add("promoted", node.Promoted);
        members.Add("bypassed", node.IsBypassed, false);
        members.AddAll(Unknown, node.Extra);
        return members.ToMembers();
    }

    public static JsonMembers Of(FlowNote note)
    {
        var members = new MemberList();
        members.Add("text", note.Text, "");
        members.Add("color", note.Color);
        members.AddAll(Unknown, note.Extra);
        return members.ToMembers();
    }

    public static JsonMembers Of(FlowEdge edge) => edge.Extra;

    /// <summary>The flow with the words that the members say.</summary>
    public static Flow Apply(Flow flow, JsonMembers members) => flow with
    {
        Name = Read(members, "name", ""),
        Description = Read(members, "description", ""),
        Tags = [.. Read<string[]>(members, "tags", [])],
        Budget = ReadBudget(members, "budget"),
        Extra = Under(Unknown, members),
    };

    /// <summary>The node with what the members say.</summary>
    public static FlowNode Apply(FlowNode node, JsonMembers members) => node with
    {
        Type = Read(members, "type", node.Type),
        Version = Read(members, "version", node.Version),
        Title = Read(members, "title", ""),
        Settings = Under(Settings, members),
        Policy = new NodePolicy
        {
            OnError = Read(members, Policy + "onError", ErrorPolicy.Stop),
            Fallback = members.TryGet(Policy + "fallback", out var fallback) ? fallback : null,
            Retries = Read(members, Policy + "retries", 0),
            TimeLimitSeconds = Read<double?>(members, Policy + "timeLimitSeconds", null),
            OnInterrupted = Read(members, Policy + "onInterrupted", InterruptionPolicy.Fail),
            Budget = ReadBudget(members, Policy + "budget"),
            Extra = Under(Policy + Unknown, members),
        },
        Promoted = [.. Read<string[]>(members, "promoted", [])],
        IsBypassed = Read(members, "bypassed", false),
        Extra = Under(Unknown, members),
    };

    /// <summary>The note with what the members say.</summary>
    public static FlowNote Apply(FlowNote note, JsonMembers members) => note with
    {
        Text = Read(members, "text", ""),
        Color = Read(members, "color", note.Color),
        Extra = Under(Unknown, members),
    };

    private static T Read<T>(JsonMembers members, string name, T absent) =>
        members.TryGet(name, out var value) ? value.Deserialize<T>(CoreJson.Options) ?? absent : absent;

    private static Budget? ReadBudget(JsonMembers members, string name) => members.TryGet(name, out var value) ? BudgetFile.Read(value) : null;

    private static JsonMembers Under(string prefix, JsonMembers members) => JsonMembers.From(members
        .Where(member => member.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(member => KeyValuePair.Create(member.Key[prefix.Length..], member.Value)));

    private sealed class MemberList
    {
        private readonly List<KeyValuePair<string, JsonElement>> _members = [];

        public void Add<T>(string name, T value) => _members.Add(new(name, JsonSerializer.SerializeToElement(value, CoreJson.Options)));

        public void Add<T>(string name, T value, T absent)
        {
            if (!EqualityComparer<T>.Default.Equals(value, absent)) Add(name, value);
        }

        public void AddBudget(string name, Budget? budget)
        {
            if (budget is { IsEmpty: false }) _members.Add(new(name, BudgetFile.Members(budget).ToElement()));
        }

        public void AddAll(string prefix, JsonMembers values) =>
            _members.AddRange(values.Select(member => KeyValuePair.Create(prefix + member.Key, member.Value)));

        public JsonMembers ToMembers() => JsonMembers.From(_members);
    }
}
