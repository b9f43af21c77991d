using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows;

/// <summary>Reads one node of a flow file and brings its settings to the version that this program knows.</summary>
internal sealed class NodeFileReader(NodeCatalogue catalogue, MemberReader read, PlaceReader places, DiagnosticList problems)
{
    private static readonly FrozenSet<string> NodeNames = Names("id", "type", "version", "title", "position", "settings", "policy", "promoted", "bypassed");
    private static readonly FrozenSet<string> PolicyNames = Names("onError", "fallback", "retries", "timeLimitSeconds", "onInterrupted", "budget");

    /// <summary>Reads a node; null where it has no readable id. Its type is empty where that could not be read.</summary>
    public FlowNode? Read(JsonElement element, string path)
    {
        var (id, type, title, version) = ((string?)null, (string?)null, "", 1);
        var (hasId, hasType) = (false, false);
        var (position, settings, policy, promoted) = (default(CanvasPoint), JsonMembers.Empty, NodePolicy.Default, ImmutableArray<string>.Empty);
        var isBypassed = false;
        List<KeyValuePair<string, JsonElement>>? extra = null;
        foreach (var member in element.EnumerateObject())
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "id":
                    (id, hasId) = (read.Text(value, path + ".id"), true);
                    break;
                case "type":
                    (type, hasType) = (read.Text(value, path + ".type"), true);
                    break;
                case "version":
                    version = Version(value, path + ".version");
                    break;
                case "title":
                    title = read.Text(value, path + ".title") ?? "";
                    break;
                case "position":
                    position = places.Point(value, path + ".position");
                    break;
                case "settings":
                    settings = read.Members(value, path + ".settings");
                    break;
                case "policy":
                    policy = Policy(value, path + ".policy");
                    break;
                case "promoted":
                    promoted = read.Texts(value, path + ".promoted");
                    break;
                case "bypassed":
                    isBypassed = read.Truth(value, path + ".bypassed");
                    break;
                default:
                    read.Unknown(path, member.Name, NodeNames);
                    (extra ??= []).Add(new(member.Name, value));
                    break;
            }
        }

        if (!hasId) read.Missing(path, "id");
        if (!hasType || type is { Length: 0 }) read.Missing(path, "type");
        return id is null ? null : Upgraded(new FlowNode
        {
            Id = new NodeId(id),
            Type = type ?? "",
            Version = version,
            Title = title,
            Position = position,
            Settings = settings,
            Policy = policy,
            Promoted = promoted,
            IsBypassed = isBypassed,
            Extra = extra is null ? JsonMembers.Empty : JsonMembers.From(extra),
        });
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private int Version(JsonElement value, string path)
    {
        if (read.Whole(value, path) is not { } version) return 1;
        if (version >= 1) return version;
        problems.Add(
            DiagnosticCodes.MemberWrongValue,
            DiagnosticSeverity.Invalid,
            path,
            $"A version is 1 or more, but this is {version}.",
            $"버전은 1 이상이어야 하는데 지금 값은 {version}입니다.");
        return 1;
    }

    private NodePolicy Policy(JsonElement value, string path)
    {
        var policy = NodePolicy.Default;
        if (!read.IsObject(value, path)) return policy;
        var extra = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in value.EnumerateObject())
        {
            switch (member.Name)
            {
                case "onError":
                    policy = policy with { OnError = OnError(member.Value, path + ".onError") };
                    break;
                case "fallback":
                    policy = policy with { Fallback = member.Value };
                    break;
                case "retries":
                    policy = policy with { Retries = read.Whole(member.Value, path + ".retries") ?? 0 };
                    break;
                case "timeLimitSeconds":
                    policy = policy with { TimeLimitSeconds = read.Number(member.Value, path + ".timeLimitSeconds") };
                    break;
                case "onInterrupted":
                    policy = policy with { OnInterrupted = OnInterrupted(member.Value, path + ".onInterrupted") };
                    break;
                case "budget":
                    policy = policy with { Budget = BudgetFile.Read(member.Value, path + ".budget", read, problems) };
                    break;
                default:
                    read.Unknown(path, member.Name, PolicyNames);
                    extra.Add(new(member.Name, member.Value));
                    break;
            }
        }

        return policy with { Extra = JsonMembers.From(extra) };
    }

    private ErrorPolicy OnError(JsonElement value, string path)
    {
        var text = read.Text(value, path);
        switch (text)
        {
            case null or "stop":
                return ErrorPolicy.Stop;
            case "fallback":
                return ErrorPolicy.Fallback;
            case "port":
                return ErrorPolicy.Port;
        }

        problems.Add(
            DiagnosticCodes.MemberWrongValue,
            DiagnosticSeverity.Invalid,
            path,
            $"{Quoted.Text(text)} is not known here: write \"stop\", \"fallback\" or \"port\".",
            $"{Quoted.Text(text)}은(는) 쓸 수 없는 값입니다. \"stop\", \"fallback\", \"port\" 중 하나를 쓰세요.");
        return ErrorPolicy.Stop;
    }

    private InterruptionPolicy OnInterrupted(JsonElement value, string path)
    {
        var text = read.Text(value, path);
        if (text == "repeat") return InterruptionPolicy.Repeat;
        if (text is null or "fail") return InterruptionPolicy.Fail;
        problems.Add(
            DiagnosticCodes.MemberWrongValue,
            DiagnosticSeverity.Invalid,
            path,
            $"{Quoted.Text(text)} is not known here: write \"fail\" or \"repeat\".",
            $"{Quoted.Text(text)}은(는) 쓸 수 없는 값입니다. \"fail\", \"repeat\" 중 하나를 쓰세요.");
        return InterruptionPolicy.Fail;
    }

    private FlowNode Upgraded(FlowNode node)
    {
        if (catalogue.Find(node.Type) is not { } type || node.Version >= type.Version) return node;
        try
        {
            return node with { Settings = type.Upgrade(node.Version, node.Settings), Version = type.Version };
        }
        catch (Exception failure) when (failure is InvalidOperationException or JsonException or ArgumentException
            or KeyNotFoundException or FormatException or OverflowException or InvalidCastException or NullReferenceException
            or NotSupportedException)
        {
            // The settings are not what that version wrote. The node stays as it is, and the validator says so.
            return node;
        }
    }
}
