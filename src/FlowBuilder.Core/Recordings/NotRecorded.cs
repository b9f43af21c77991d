using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Recordings;

/// <summary>Says of a request that was not recorded what the nearest one was and where both part.</summary>
internal static class NotRecorded
{
    /// <summary>The fault's code.</summary>
    public const string Code = "not-recorded";

    private const int Longest = 70;
    private const int Before = 20;

    /// <summary>The fault.</summary>
    public static NodeException Fault(CallRequest request, Recording recording)
    {
        var (english, korean) = request.Kind switch
        {
            CallKind.Tool => ($"This call of the tool “{request.Name}”", $"도구 \"{request.Name}\"의 이 호출"),
            CallKind.Node => ($"What “{request.Name}” is asked here", $"\"{request.Name}\" 노드의 이 요청"),
            CallKind.Embedding => ("This request to an embedding model", "임베딩 모델에 보내는 이 요청"),
            _ => (request.Name.Length > 0 ? $"This request to the model “{request.Name}”" : "This request to a model", "모델에 보내는 이 요청"),
        };
        var nearest = Nearest(request, recording);
        var (difference, koreanDifference) = nearest is null
            ? ("Nothing of its kind is in the recording.", "기록에 같은 종류의 요청이 없습니다.")
            : Tell(nearest, request);
        return new NodeException(Code, LocalText.Of(
            $"{english} is not in the recording. {difference} Record the run again, or undo the change.",
            $"{korean}은 기록에 없습니다. {koreanDifference} 다시 기록하거나 바꾼 내용을 되돌리세요."));
    }

    // The one that agrees the longest with what is asked, member by member.
    private static CallRequest? Nearest(CallRequest request, Recording recording) => recording.Calls
        .Select(call => call.Request)
        .Where(other => other.Kind == request.Kind && (other.Name == request.Name || request.Kind is CallKind.Model or CallKind.Embedding))
        .MaxBy(other => Likeness(other.Content, request.Content));

    private static double Likeness(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind) return 0;
        switch (left.ValueKind)
        {
            case JsonValueKind.Object:
                var names = left.EnumerateObject().Select(member => member.Name).Union(right.EnumerateObject().Select(member => member.Name)).ToList();
                return names.Count == 0 ? 1 : names.Average(name => left.TryGetProperty(name, out var one) && right.TryGetProperty(name, out var other) ? Likeness(one, other) : 0);
            case JsonValueKind.Array:
                var longest = Math.Max(left.GetArrayLength(), right.GetArrayLength());
                return longest == 0 ? 1 : left.EnumerateArray().Zip(right.EnumerateArray(), Likeness).Sum() / longest;
            case JsonValueKind.String:
                var (first, second) = (left.GetString()!, right.GetString()!);
                return first == second ? 1 : (double)first.AsSpan().CommonPrefixLength(second) / Math.Max(first.Length, second.Length) * 0.9;
            default:
                return left.GetRawText() == right.GetRawText() ? 1 : 0;
        }
    }

    private static (string English, string Korean) Tell(CallRequest recorded, CallRequest asked)
    {
        var (path, was, comes) = FirstDifference(recorded.Content, asked.Content, JsonPath.Root) ?? (JsonPath.Root, null, null);
        var (english, korean) = PlaceOf(path, asked.Content);
        return (was, comes) switch
        {
            (null, null) => ("The nearest one is the same in all that can be read.", "가장 가까운 요청과 읽을 수 있는 부분은 모두 같습니다."),
            (null, _) => ($"The nearest one that is recorded has no {english}; now it is {comes}.", $"가장 가까운 기록에는 {korean}이(가) 없는데 지금은 {comes}입니다."),
            (_, null) => ($"The nearest one that is recorded has {english} {was}; now there is none.", $"가장 가까운 기록에는 {korean} {was}이(가) 있는데 지금은 없습니다."),
            _ => ($"The nearest one that is recorded differs in {english}: recorded {was}, now {comes}.", $"가장 가까운 기록과 {korean}이(가) 다릅니다. 기록: {was}, 지금: {comes}."),
        };
    }

    // What a person calls the place: a system prompt, a message; anything else by its path.
    private static (string English, string Korean) PlaceOf(string path, JsonElement asked)
    {
        if (path.StartsWith("$.messages[", StringComparison.Ordinal)
            && path.IndexOf(']', StringComparison.Ordinal) is var end and > 0
            && int.TryParse(path.AsSpan("$.messages[".Length, end - "$.messages[".Length), out var index)
            && asked.GetProperty("messages") is var messages && index < messages.GetArrayLength()
            && messages[index].TryGetProperty("role", out var role))
        {
            return role.GetString() switch
            {
                "system" => ("the system prompt", "시스템 프롬프트"),
                "tool" => ($"message {index + 1}, a tool's result", $"{index + 1}번째 메시지(도구 결과)"),
                var who => ($"message {index + 1} ({who})", $"{index + 1}번째 메시지({who})"),
            };
        }

        return path == JsonPath.Root ? ("the request", "요청") : (path[2..], path[2..]);
    }

    private static (string Path, string? Was, string? Comes)? FirstDifference(JsonElement was, JsonElement comes, string path)
    {
        if (was.ValueKind != comes.ValueKind) return (path, Shown(was), Shown(comes));
        switch (was.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var name in was.EnumerateObject().Select(member => member.Name).Union(comes.EnumerateObject().Select(member => member.Name)))
                {
                    var (hasOne, hasOther) = (was.TryGetProperty(name, out var one), comes.TryGetProperty(name, out var other));
                    if (hasOne && hasOther)
                    {
                        if (FirstDifference(one, other, $"{path}.{name}") is { } inside) return inside;
                    }
                    else
                    {
                        return ($"{path}.{name}", hasOne ? Shown(one) : null, hasOther ? Shown(other) : null);
                    }
                }

                return null;
            case JsonValueKind.Array:
                var (left, right) = (was.GetArrayLength(), comes.GetArrayLength());
                for (var i = 0; i < Math.Max(left, right); i++)
                {
                    if (i >= left) return ($"{path}[{i}]", null, Shown(comes[i]));
                    if (i >= right) return ($"{path}[{i}]", Shown(was[i]), null);
                    if (FirstDifference(was[i], comes[i], $"{path}[{i}]") is { } inside) return inside;
                }

                return null;
            case JsonValueKind.String when was.GetString() != comes.GetString():
                var start = was.GetString().AsSpan().CommonPrefixLength(comes.GetString());
                return (path, Around(was.GetString()!, start), Around(comes.GetString()!, start));
            default:
                return was.GetRawText() == comes.GetRawText() ? null : (path, Shown(was), Shown(comes));
        }
    }

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? Around(value.GetString()!, 0) : Around(CanonicalJson.Compact(value), 0);

    private static string Around(string text, int start)
    {
        var from = Math.Max(0, start - Before);
        if (from > 0 && from < text.Length && char.IsLowSurrogate(text[from])) from--;
        var to = Math.Min(text.Length, from + Longest);
        if (to > from && to < text.Length && char.IsHighSurrogate(text[to - 1])) to--;
        return $"“{(from > 0 ? "…" : "")}{text[from..to]}{(to < text.Length ? "…" : "")}”";
    }
}
