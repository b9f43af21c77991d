using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Testing.Fakes.ModelServers;

namespace FlowBuilder.Testing.Fakes.OpenAi;

/// <summary>Replies in the form of OpenAI's chat completions.</summary>
internal sealed class OpenAiWire(JsonElement request, FakeReply reply) : FakeWire(reply, IsStream(request))
{
    private const string Id = "chatcmpl-fake1";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Model => request.ValueKind == JsonValueKind.Object && request.TryGetProperty("model", out var model)
        ? model.GetString()!
        : "fake-model";

    protected override string ErrorBody() => Error(Reply.ErrorMessage!, TypeOf(Reply.Status), Reply.ErrorCode).ToJsonString(Relaxed);

    protected override string WholeBody()
    {
        var calls = new JsonArray([.. Reply.Parts.OfType<FakePart.ToolCall>().Select(call => (JsonNode)Call(
            call.Id, call.Name, string.Concat(call.Arguments)))]);
        var text = string.Concat(Reply.Parts.OfType<FakePart.Text>().Select(part => part.Value));
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = text.Length > 0 || calls.Count == 0 && Reply.Refusal is null ? text : null,
            ["refusal"] = Reply.Refusal,
        };
        if (calls.Count > 0) message["tool_calls"] = calls;
        return new JsonObject
        {
            ["id"] = Id,
            ["object"] = "chat.completion",
            ["created"] = 1700000000,
            ["model"] = Model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = Finish(),
            }),
            ["usage"] = Usage(),
            ["system_fingerprint"] = "fp_fake",
        }.ToJsonString(Relaxed);
    }

    protected override IEnumerable<string> Begin()
    {
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null });
        if (Reply.Refusal is { } refusal) yield return Chunk(new JsonObject { ["refusal"] = refusal });
    }

    protected override IEnumerable<string> Events(FakePart part)
    {
        switch (part)
        {
            case FakePart.Text text:
                yield return Chunk(new JsonObject { ["content"] = text.Value });
                break;
            case FakePart.Thought thought:
                yield return Chunk(new JsonObject { ["reasoning_content"] = thought.Value });
                break;
            case FakePart.ToolCall call:
                var index = Reply.Parts.OfType<FakePart.ToolCall>().ToList().FindIndex(other => ReferenceEquals(other, call));
                var first = Call(call.Id, call.Name, "");
                first["index"] = index;
                yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(first) });
                foreach (var piece in call.Arguments)
                {
                    yield return Chunk(new JsonObject
                    {
                        ["tool_calls"] = new JsonArray(new JsonObject
                        {
                            ["index"] = index,
                            ["function"] = new JsonObject { ["arguments"] = piece },
                        }),
                    });
                }

                break;
            case FakePart.Error error:
                yield return $"data: {Error(error.Message, error.Type, null).ToJsonString(Relaxed)}\n\n";
                break;
        }
    }

    protected override IEnumerable<string> End()
    {
        yield return Chunk([], Finish());
        if (request.TryGetProperty("stream_options", out var options)
            && options.TryGetProperty("include_usage", out var include) && include.GetBoolean())
        {
            var last = Envelope();
            last["choices"] = new JsonArray();
            last["usage"] = Usage();
            yield return $"data: {last.ToJsonString(Relaxed)}\n\n";
        }

        yield return "data: [DONE]\n\n";
    }

    private static bool IsStream(JsonElement request) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty("stream", out var stream)
        && stream.ValueKind == JsonValueKind.True;

    private string Finish() =>
        Reply.FinishReason ?? (Reply.Parts.OfType<FakePart.ToolCall>().Any() ? "tool_calls" : "stop");

    private static JsonObject Call(string id, string name, string arguments) => new()
    {
        ["id"] = id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private string Chunk(JsonObject delta, string? finish = null)
    {
        var chunk = Envelope();
        chunk["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["logprobs"] = null,
            ["finish_reason"] = finish,
        });
        return $"data: {chunk.ToJsonString(Relaxed)}\n\n";
    }

    private JsonObject Envelope() => new()
    {
        ["id"] = Id,
        ["object"] = "chat.completion.chunk",
        ["created"] = 1700000000,
        ["model"] = Model,
        ["system_fingerprint"] = "fp_fake",
    };

    private JsonObject Usage() => new()
    {
        ["prompt_tokens"] = Reply.InputTokens,
        ["completion_tokens"] = Reply.OutputTokens,
        ["total_tokens"] = Reply.InputTokens + Reply.OutputTokens,
    };

    private static JsonObject Error(string message, string type, string? code) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
    };

    private static string TypeOf(int status) => status switch
    {
        429 => "requests",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
