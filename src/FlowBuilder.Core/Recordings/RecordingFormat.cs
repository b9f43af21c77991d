using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Recordings;

/// <summary>The file that a recording is kept in: JSON that people can read and compare, the same bytes for the same recording.</summary>
public static class RecordingFormat
{
    /// <summary>The version that is written; files of later ones are refused.</summary>
    public const int Version = 1;

    /// <summary>How the name of a recording's file ends, behind the flow's name.</summary>
    public const string FileEnding = ".recording.json";

    /// <summary>The file of a flow's recording: beside the flow, of the same name.</summary>
    /// <param name="flowFile">The flow's file, such as <c>support.flow.json</c> or <c>support.json</c>.</param>
    public static string FileBeside(string flowFile) =>
        (flowFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? flowFile[..^".json".Length] : flowFile) + FileEnding;

    /// <summary>Writes a recording.</summary>
    public static string Write(Recording recording)
    {
        var file = new JsonObject
        {
            ["recording"] = Version,
            ["calls"] = new JsonArray([.. recording.Calls.Select(Node)]),
        };
        var text = new CanonicalJson().Value(JsonSerializer.SerializeToElement(file), 0).Line(0);
        return Encoding.UTF8.GetString(text.ToUtf8());
    }

    /// <summary>Reads a recording.</summary>
    /// <exception cref="RecordingException">The text is none.</exception>
    public static Recording Read(string text)
    {
        if (JsonText.Parse(text, out var file) is { } fault)
            throw Broken(fault.Path, $"The recording cannot be read. {fault.Text.English}", $"기록 파일을 읽을 수 없습니다. {fault.Text.For(Languages.Korean)}");
        if (file.ValueKind != JsonValueKind.Object || !file.TryGetProperty("recording", out var version) || !version.TryGetInt32(out var number))
        {
            throw Broken("$.recording",
                "This is no recording: the member “recording” with the version of the format is missing.",
                "기록 파일이 아닙니다. 형식의 버전을 적은 \"recording\" 항목이 없습니다.");
        }

        if (number != Version)
        {
            throw Broken("$.recording",
                $"The recording is of version {number}; this program reads version {Version}. Record again, or use a newer program.",
                $"기록의 버전이 {number}인데 이 프로그램은 버전 {Version}을 읽습니다. 다시 기록하거나 더 새로운 프로그램을 사용하세요.");
        }

        if (!file.TryGetProperty("calls", out var calls) || calls.ValueKind != JsonValueKind.Array) throw Expected("$.calls", "a list", "목록");
        var read = new List<RecordedCall>();
        var known = new Dictionary<CallRequest, int>();
        foreach (var call in calls.EnumerateArray())
        {
            var recorded = ReadCall(call, $"$.calls[{read.Count}]");
            if (!known.TryAdd(recorded.Request, read.Count))
            {
                throw Broken($"$.calls[{read.Count}]",
                    $"The request is recorded twice, here and at $.calls[{known[recorded.Request]}]. Keep one of them.",
                    $"같은 요청이 여기와 $.calls[{known[recorded.Request]}]에 두 번 기록되어 있습니다. 하나만 남기세요.");
            }

            read.Add(recorded);
        }

        return new Recording(read);
    }

    private static JsonObject Node(RecordedCall call) => new()
    {
        ["kind"] = JsonSerializer.SerializeToNode(call.Request.Kind),
        ["name"] = call.Request.Name,
        ["request"] = JsonSerializer.SerializeToNode(call.Request.Content),
        ["answers"] = new JsonArray([.. call.Answers.Select(answer => new JsonObject { ["at"] = answer.At, ["answer"] = JsonSerializer.SerializeToNode(answer.Value) })]),
    };

    private static RecordedCall ReadCall(JsonElement call, string path)
    {
        var kind = Text(call, "kind", path) switch
        {
            "opening" => CallKind.Opening,
            "model" => CallKind.Model,
            "embedding" => CallKind.Embedding,
            "tool" => CallKind.Tool,
            "node" => CallKind.Node,
            _ => throw Expected($"{path}.kind", "one of opening, model, embedding, tool, node", "opening, model, embedding, tool, node 가운데 하나"),
        };
        var name = Text(call, "name", path);
        if (!call.TryGetProperty("request", out var request)) throw Expected($"{path}.request", "the request", "요청");
        if (!call.TryGetProperty("answers", out var answers) || answers.ValueKind != JsonValueKind.Array || answers.GetArrayLength() == 0)
            throw Expected($"{path}.answers", "a list of at least one answer", "답이 하나 이상 든 목록");
        var read = new List<RecordedAnswer>();
        foreach (var answer in answers.EnumerateArray())
        {
            var at = $"{path}.answers[{read.Count}]";
            var asker = Text(answer, "at", at);
            if (!answer.TryGetProperty("answer", out var value)) throw Expected($"{at}.answer", "the answer", "답");
            read.Add(new RecordedAnswer(asker, value.Clone()));
        }

        return new RecordedCall(new CallRequest(kind, name, request.Clone()), [.. read]);
    }

    private static string Text(JsonElement owner, string member, string path) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw Expected($"{path}.{member}", "a text", "텍스트");

    private static RecordingException Expected(string path, string english, string korean) =>
        Broken(path, $"The recording needs {english} at {path}.", $"기록의 {path} 위치에는 {korean}이(가) 있어야 합니다.");

    private static RecordingException Broken(string path, string english, string korean) => new(path, LocalText.Of(english, korean));
}
