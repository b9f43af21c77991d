using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows;

/// <summary>Writes a flow in its canonical form; see <see cref="FlowFormat"/> for the rules. One instance writes one file.</summary>
internal sealed class FlowFileWriter(NodeCatalogue catalogue)
{
    private const int Member = 2;
    private const int Item = 4;
    private const int NodeMember = 6;

    private readonly CanonicalJson _json = new();

    public byte[] Write(Flow flow)
    {
        _json.Raw("{").Line(Member).Raw("\"format\": ").String(Flow.Format);
        Begin("name").String(flow.Name);
        if (flow.Description.Length > 0) Begin("description").String(flow.Description);
        if (!flow.Tags.IsDefaultOrEmpty) Begin("tags").Value(JsonSerializer.SerializeToElement(flow.Tags), Member);
        List("nodes", flow.Nodes, Node, isOptional: false);
        List("edges", flow.Edges, Edge, isOptional: false);
        List("notes", flow.Notes, Note, isOptional: true);
        if (flow.Budget is { IsEmpty: false } budget) Begin("budget").Object(BudgetFile.Members(budget), Member);
        foreach (var (name, value) in Unknown(flow.Extra, "format", "name", "description", "tags", "nodes", "edges", "notes", "budget"))
            _json.Raw(",").Line(Member).String(name).Raw(": ").Value(value, Member);
        return _json.Line(0).Raw("}\n").ToUtf8();
    }

    private CanonicalJson Begin(string name) => _json.Raw(",").Line(Member).String(name).Raw(": ");

    private void List<T>(string name, ImmutableArray<T> items, Action<T> write, bool isOptional)
    {
        if (items.IsDefaultOrEmpty)
        {
            if (!isOptional) Begin(name).Raw("[]");
            return;
        }

        Begin(name).Raw("[");
        for (var i = 0; i < items.Length; i++)
        {
            _json.Raw(i == 0 ? "" : ",").Line(Item);
            write(items[i]);
        }

        _json.Line(Member).Raw("]");
    }

    private void Node(FlowNode node)
    {
        _json.Raw("{ \"id\": ").String(node.Id.Value ?? "").Raw(", \"type\": ").String(node.Type).Raw(", \"version\": ").Whole(node.Version);
        if (node.Title.Length > 0) _json.Raw(", \"title\": ").String(node.Title);
        NodeLine("position");
        Point(node.Position);
        var settings = catalogue.Find(node.Type) is { } type && type.Version == node.Version ? type.Canonical(node.Settings) : node.Settings;
        if (settings.Count > 0) NodeLine("settings").Object(settings, NodeMember);
        if (PolicyMembers(node.Policy) is { Count: > 0 } policy) NodeLine("policy").Object(policy, NodeMember);
        if (!node.Promoted.IsDefaultOrEmpty) NodeLine("promoted").Value(JsonSerializer.SerializeToElement(node.Promoted), NodeMember);
        if (node.IsBypassed) NodeLine("bypassed").Raw("true");
        foreach (var (name, value) in Unknown(node.Extra, "id", "type", "version", "title", "position", "settings", "policy", "promoted", "bypassed"))
            NodeLine(name).Value(value, NodeMember);
        _json.Raw(" }");
    }

    private CanonicalJson NodeLine(string name) => _json.Raw(",").Line(NodeMember).String(name).Raw(": ");

    private void Point(CanvasPoint point) =>
        _json.Raw("{ \"x\": ").Whole(point.X).Raw(", \"y\": ").Whole(point.Y).Raw(" }");

    private void Edge(FlowEdge edge)
    {
        _json.Raw("{ \"from\": ").String(edge.From.ToString()).Raw(", \"to\": ").String(edge.To.ToString());
        Rest(Unknown(edge.Extra, "from", "to"));
    }

    private void Note(FlowNote note)
    {
        _json.Raw("{ \"id\": ").String(note.Id).Raw(", \"text\": ").String(note.Text).Raw(", \"position\": ");
        Point(note.Position);
        _json.Raw(", \"size\": { \"width\": ").Whole(note.Size.Width).Raw(", \"height\": ").Whole(note.Size.Height);
        _json.Raw(" }, \"color\": ").String(note.Color);
        Rest(Unknown(note.Extra, "id", "text", "position", "size", "color"));
    }

    private void Rest(IEnumerable<KeyValuePair<string, JsonElement>> unknown)
    {
        foreach (var (name, value) in unknown) _json.Raw(", ").String(name).Raw(": ").Inline(value);
        _json.Raw(" }");
    }

    private static List<KeyValuePair<string, JsonElement>> PolicyMembers(NodePolicy policy)
    {
        var members = new List<KeyValuePair<string, JsonElement>>();
        if (policy.OnError != ErrorPolicy.Stop) Add("onError", policy.OnError);
        if (policy.Fallback is { } fallback) members.Add(new("fallback", fallback));
        if (policy.Retries != 0) Add("retries", policy.Retries);
        if (policy.TimeLimitSeconds is { } seconds) Add("timeLimitSeconds", seconds);
        if (policy.OnInterrupted != InterruptionPolicy.Fail) Add("onInterrupted", policy.OnInterrupted);
        if (policy.Budget is { IsEmpty: false } budget) members.Add(new("budget", BudgetFile.Members(budget).ToElement()));
        members.AddRange(Unknown(policy.Extra, "onError", "fallback", "retries", "timeLimitSeconds", "onInterrupted", "budget"));
        return members;

        void Add<T>(string name, T value) => members.Add(new(name, JsonSerializer.SerializeToElement(value, CoreJson.Options)));
    }

    // A name that is known stands once, whatever somebody put among the unknown ones.
    private static IEnumerable<KeyValuePair<string, JsonElement>> Unknown(JsonMembers extra, params string[] known) =>
        extra.Count == 0 ? [] : extra.Where(member => !known.Contains(member.Key, StringComparer.Ordinal));
}
