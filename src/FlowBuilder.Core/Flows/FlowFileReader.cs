using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows;

/// <summary>The second half of reading a flow file: from JSON to the flow. One instance reads one file.</summary>
internal sealed class FlowFileReader
{
    private static readonly FrozenSet<string> FlowNames = Names("format", "name", "description", "tags", "nodes", "edges", "notes", "budget");
    private static readonly FrozenSet<string> EdgeNames = Names("from", "to");
    private static readonly FrozenSet<string> NoteNames = Names("id", "text", "position", "size", "color");

    private readonly DiagnosticList _problems;
    private readonly MemberReader _read;
    private readonly PlaceReader _places;
    private readonly NodeFileReader _nodes;
    private readonly List<int> _nodeIndices = [];
    private readonly List<int> _edgeIndices = [];
    private readonly List<int> _noteIndices = [];
    private readonly HashSet<int> _typeless = [];

    public FlowFileReader(NodeCatalogue catalogue, DiagnosticList problems)
    {
        _problems = problems;
        _read = new MemberReader(problems);
        _places = new PlaceReader(problems);
        _nodes = new NodeFileReader(catalogue, _read, _places, problems);
    }

    /// <summary>Where the parts of the flow stand in the file, after <see cref="Read"/>.</summary>
    public FlowPlaces Places => new() { Nodes = _nodeIndices, Edges = _edgeIndices, Notes = _noteIndices, Typeless = _typeless };

    /// <summary>Reads as much of a flow as can be read; null where the JSON is no flow of this format, or over a limit.</summary>
    public Flow? Read(JsonElement root)
    {
        if (!IsFlow(root)) return null;
        var flow = new Flow();
        var extra = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in root.EnumerateObject())
        {
            var (value, path) = (member.Value, JsonPath.Member(JsonPath.Root, member.Name));
            switch (member.Name)
            {
                case "format":
                    break;
                case "name":
                    flow = flow with { Name = _read.Text(value, path) ?? "" };
                    break;
                case "description":
                    flow = flow with { Description = _read.Text(value, path) ?? "" };
                    break;
                case "tags":
                    flow = flow with { Tags = _read.Texts(value, path) };
                    break;
                case "nodes":
                    flow = flow with { Nodes = List(value, path, FlowLimits.Nodes, ReadNode, _nodeIndices) };
                    break;
                case "edges":
                    flow = flow with { Edges = List(value, path, FlowLimits.Edges, ReadEdge, _edgeIndices) };
                    break;
                case "notes":
                    flow = flow with { Notes = List(value, path, int.MaxValue, ReadNote, _noteIndices) };
                    break;
                case "budget":
                    flow = flow with { Budget = BudgetFile.Read(value, path, _read, _problems) };
                    break;
                default:
                    _read.Unknown(JsonPath.Root, member.Name, FlowNames);
                    extra.Add(new(member.Name, value));
                    break;
            }
        }

        return LimitChecks.IsOver(Count(root, "nodes"), Count(root, "edges"), _problems)
            ? null
            : flow with { Extra = JsonMembers.From(extra) };
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static int Count(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private bool IsFlow(JsonElement root)
    {
        var format = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
        if (format == Flow.Format) return true;
        if (format.StartsWith("flowbuilder/", StringComparison.Ordinal))
        {
            _problems.Add(
                DiagnosticCodes.FileOtherVersion,
                DiagnosticSeverity.Invalid,
                "$.format",
                $"The flow is in the format {Quoted.Text(format)}; this program reads \"{Flow.Format}\". Open it with the program that wrote it, or update this one.",
                $"이 플로우의 형식은 {Quoted.Text(format)}이고 이 프로그램은 \"{Flow.Format}\"을 읽습니다. 플로우를 만든 프로그램으로 열거나 이 프로그램을 업데이트하세요.");
            return false;
        }

        _problems.Add(
            DiagnosticCodes.FileNotAFlow,
            DiagnosticSeverity.Invalid,
            root.ValueKind == JsonValueKind.Object ? "$.format" : JsonPath.Root,
            $"This is JSON, but not a flow: a flow is an object with \"format\": \"{Flow.Format}\".",
            $"JSON이지만 플로우가 아닙니다. 플로우는 \"format\": \"{Flow.Format}\" 항목이 있는 객체입니다.");
        return false;
    }

    private ImmutableArray<T> List<T>(JsonElement list, string path, int limit, Func<JsonElement, string, T?> read, List<int> indices)
        where T : class
    {
        // With a name that stands twice, the last list counts.
        indices.Clear();
        if (!_read.IsList(list, path) || list.GetArrayLength() > limit) return [];
        var items = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        var index = -1;
        foreach (var element in list.EnumerateArray())
        {
            var at = JsonPath.Index(path, ++index);
            if (!_read.IsObject(element, at) || read(element, at) is not { } item) continue;
            items.Add(item);
            indices.Add(index);
        }

        return items.DrainToImmutable();
    }

    private FlowNode? ReadNode(JsonElement element, string path)
    {
        var node = _nodes.Read(element, path);
        if (node is { Type.Length: 0 }) _typeless.Add(_nodeIndices.Count);
        return node;
    }

    private FlowEdge? ReadEdge(JsonElement element, string path)
    {
        PortAddress? from = null, to = null;
        var (hasFrom, hasTo) = (false, false);
        List<KeyValuePair<string, JsonElement>>? extra = null;
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("from"u8)) (from, hasFrom) = (Address(member.Value, path + ".from"), true);
            else if (member.NameEquals("to"u8)) (to, hasTo) = (Address(member.Value, path + ".to"), true);
            else (extra ??= []).Add(new(member.Name, member.Value));
        }

        foreach (var (name, _) in extra ?? []) _read.Unknown(path, name, EdgeNames);
        if (!hasFrom) _read.Missing(path, "from");
        if (!hasTo) _read.Missing(path, "to");
        return from is { } start && to is { } end ? new FlowEdge(start, end) { Extra = extra is null ? JsonMembers.Empty : JsonMembers.From(extra) } : null;
    }

    private PortAddress? Address(JsonElement value, string path)
    {
        if (_read.Text(value, path) is not { } text) return null;
        if (text.Length <= FlowLimits.NameLength && PortAddress.TryParse(text, out var address)) return address;
        _problems.Add(
            DiagnosticCodes.EdgeAddressForm,
            DiagnosticSeverity.Invalid,
            path,
            $"{Quoted.Text(text)} is not the end of an edge: write node-id.port-id.",
            $"{Quoted.Text(text)}은(는) 연결선의 끝이 아닙니다. 노드ID.포트ID 형식으로 쓰세요.");
        return null;
    }

    private FlowNote? ReadNote(JsonElement element, string path)
    {
        var note = new FlowNote { Id = "" };
        var (hasId, isReadable) = (false, true);
        var extra = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Name)
            {
                case "id":
                    hasId = true;
                    var id = _read.Text(member.Value, path + ".id");
                    isReadable = id is not null;
                    note = note with { Id = id ?? "" };
                    break;
                case "text":
                    note = note with { Text = _read.Text(member.Value, path + ".text") ?? "" };
                    break;
                case "position":
                    note = note with { Position = _places.Point(member.Value, path + ".position") };
                    break;
                case "size":
                    note = note with { Size = _places.Size(member.Value, path + ".size", note.Size) };
                    break;
                case "color":
                    note = note with { Color = _read.Text(member.Value, path + ".color") ?? note.Color };
                    break;
                default:
                    _read.Unknown(path, member.Name, NoteNames);
                    extra.Add(new(member.Name, member.Value));
                    break;
            }
        }

        if (!hasId) _read.Missing(path, "id");
        return hasId && isReadable ? note with { Extra = JsonMembers.From(extra) } : null;
    }
}
