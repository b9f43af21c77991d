using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Testing.Fakes.ModelServers;

namespace FlowBuilder.Testing.Fakes.Anthropic;

/// <summary>Replies in the form of Anthropic's messages.</summary>
internal sealed class AnthropicWire(JsonElement request, FakeReply reply) : FakeWire(reply, IsStream(request))
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _blocks;
    private bool _inText;

    private string Model => request.ValueKind == JsonValueKind.Object && request.TryGetProperty("model", out var model)
        ? model.GetString()!
        : "claude-fake";

    protected override string ErrorBody() =>
        Error(Reply.ErrorCode ?? TypeOf(Reply.Status), Reply.ErrorMessage!).ToJsonString(Relaxed);

    protected override string WholeBody()
    {
        var message = Message();
        var text = string.Concat(Reply.Parts.OfType<FakePart.Text>().Select(part => part.Value));
        var content = new JsonArray();
        if (text.Length > 0) content.Add(new JsonObject { ["type"] = "text", ["text"] = text });
        foreach (var call in Reply.Parts.OfType<FakePart.ToolCall>())
        {
            var block = ToolUse(call);
            block["input"] = JsonNode.Parse(string.Concat(call.Arguments));
            content.Add(block);
        }

        message["content"] = content;
        message["stop_reason"] = StopReason();
        message["usage"]!["output_tokens"] = Reply.OutputTokens;
        return message.ToJsonString(Relaxed);
    }

    protected override IEnumerable<string> Begin()
    {
        yield return Event("message_start", new JsonObject { ["message"] = Message() });
        yield return Event("ping", []);
    }

    protected override IEnumerable<string> Events(FakePart part)
    {
        switch (part)
        {
            case FakePart.Text text:
                if (!_inText) yield return StartBlock(new JsonObject { ["type"] = "text", ["text"] = "" });
                _inText = true;
                yield return Delta(new JsonObject { ["type"] = "text_delta", ["text"] = text.Value });
                break;
            case FakePart.Thought thought:
                foreach (var stop in EndText()) yield return stop;
                yield return StartBlock(new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "" });
                yield return Delta(new JsonObject { ["type"] = "thinking_delta", ["thinking"] = thought.Value });
                yield return StopBlock();
                break;
            case FakePart.ToolCall call:
                foreach (var stop in EndText()) yield return stop;
                yield return StartBlock(ToolUse(call));
                foreach (var piece in call.Arguments)
                    yield return Delta(new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece });
                yield return StopBlock();
                break;
            case FakePart.Error error:
                yield return $"event: error\ndata: {Error(error.Type, error.Message).ToJsonString(Relaxed)}\n\n";
                break;
        }
    }

    protected override IEnumerable<string> End()
    {
        foreach (var stop in EndText()) yield return stop;
        yield return Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = StopReason(), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = Reply.OutputTokens },
        });
        yield return Event("message_stop", []);
    }

    private static bool IsStream(JsonElement request) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty("stream", out var stream)
        && stream.ValueKind == JsonValueKind.True;

    private IEnumerable<string> EndText()
    {
        if (!_inText) yield break;
        _inText = false;
        yield return StopBlock();
    }

    private string StopReason() =>
        Reply.FinishReason ?? (Reply.Parts.OfType<FakePart.ToolCall>().Any() ? "tool_use" : "end_turn");

    private JsonObject Message() => new()
    {
        ["id"] = "msg_fake1",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = Model,
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = Reply.InputTokens, ["output_tokens"] = 1 },
    };

    private static JsonObject ToolUse(FakePart.ToolCall call) =>
        new() { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = new JsonObject() };

    private string StartBlock(JsonObject block) =>
        Event("content_block_start", new JsonObject { ["index"] = _blocks, ["content_block"] = block });

    private string Delta(JsonObject delta) =>
        Event("content_block_delta", new JsonObject { ["index"] = _blocks, ["delta"] = delta });

    private string StopBlock() => Event("content_block_stop", new JsonObject { ["index"] = _blocks++ });

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {data.ToJsonString(Relaxed)}\n\n";
    }

    private static JsonObject Error(string type, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
        ["request_id"] = "req_fake1",
    };

    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
