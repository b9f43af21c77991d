using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Puts tool calls together from the pieces that a stream brings.</summary>
internal sealed class ToolCallPieces
{
    private readonly SortedDictionary<int, Call> _calls = [];

    /// <summary>Whether any call was begun.</summary>
    public bool Any => _calls.Count > 0;

    /// <summary>Takes in the <c>tool_calls</c> of a delta or a message.</summary>
    public void Add(JsonElement? body)
    {
        if (body is not { } message || !message.TryGetProperty("tool_calls", out var calls) || calls.ValueKind != JsonValueKind.Array)
            return;
        foreach (var piece in calls.EnumerateArray())
        {
            var call = CallOf(piece);
            call.Id ??= OpenAiChunk.Text(piece, "id");
            if (OpenAiChunk.Object(piece, "function") is not { } function) continue;
            call.Name ??= OpenAiChunk.Text(function, "name");
            call.Arguments.Append(OpenAiChunk.Text(function, "arguments"));
        }
    }

    /// <summary>The whole calls. Ids are made unique, since results are matched by them; unreadable arguments are on the call's exception.</summary>
    public IEnumerable<FunctionCallContent> Take()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, call) in _calls)
        {
            var id = string.IsNullOrEmpty(call.Id) ? $"call_{index}" : call.Id;
            while (!seen.Add(id)) id += "_" + index;
            yield return FunctionCallContent.CreateFromParsedArguments(
                call.Arguments.ToString(),
                id,
                call.Name ?? "",
                static text => JsonSerializer.Deserialize<Dictionary<string, object?>>(text.Length == 0 ? "{}" : text));
        }

        _calls.Clear();
    }

    private Call CallOf(JsonElement piece)
    {
        // Google's compatible endpoint leaves the index out and sends each call whole; then the id tells calls apart.
        var index = piece.ValueKind == JsonValueKind.Object && piece.TryGetProperty("index", out var number)
            && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given)
                ? given
                : _calls.Count;
        if (!_calls.TryGetValue(index, out var call)) _calls[index] = call = new Call();
        return call;
    }

    private sealed class Call
    {
        public StringBuilder Arguments { get; } = new();

        public string? Id { get; set; }

        public string? Name { get; set; }
    }
}
