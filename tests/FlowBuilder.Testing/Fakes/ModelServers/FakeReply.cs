using System.Text.Json;

namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>What a fake model server does with one request; written as a chain: <c>FakeReply.Of("Hel", "lo").Cut()</c>.</summary>
/// <remarks>The same reply is sent streamed or whole, as the request asks.</remarks>
public sealed record FakeReply
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Headers beside the protocol's own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<FakePart> Parts { get; init; } = [];

    /// <summary>A whole body that is sent instead of the protocol's; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The content type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The sentence of an error; null for a good reply.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The error's code in OpenAI's form, its type in Anthropic's; null for the one that goes with the status.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The tokens reported as read.</summary>
    public int InputTokens { get; init; } = 11;

    /// <summary>The tokens reported as written.</summary>
    public int OutputTokens { get; init; } = 7;

    /// <summary>The finish reason, in the protocol's own word; null for the usual one.</summary>
    public string? FinishReason { get; init; }

    /// <summary>A refusal in place of an answer (OpenAI).</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether every byte is sent by itself.</summary>
    public bool IsByteByByte { get; init; }

    /// <summary>Waits here before even the status is sent; null for no wait.</summary>
    public FakeGate? BeforeHeaders { get; init; }

    /// <summary>An answer in these chunks.</summary>
    public static FakeReply Of(params string[] chunks) => new FakeReply().Text(chunks);

    /// <summary>An answer that is a JSON text.</summary>
    public static FakeReply Json(object value) => Of(JsonSerializer.Serialize(value));

    /// <summary>An error in the protocol's form.</summary>
    public static FakeReply Fail(int status, string message = "The server had an error.", string? code = null) =>
        new() { Status = status, ErrorMessage = message, ErrorCode = code };

    /// <summary>A body of any kind with any status.</summary>
    public static FakeReply Whole(string body, string contentType, int status = 200) =>
        new() { Status = status, Body = body, ContentType = contentType };

    /// <summary>Adds chunks of text.</summary>
    public FakeReply Text(params string[] chunks) => With([.. chunks.Select(chunk => new FakePart.Text(chunk))]);

    /// <summary>Adds a chunk of thinking.</summary>
    public FakeReply Thought(string text) => With(new FakePart.Thought(text));

    /// <summary>Adds a tool call.</summary>
    public FakeReply ToolCall(string id, string name, params string[] arguments) =>
        With(new FakePart.ToolCall(id, name, arguments));

    /// <summary>Waits at a gate.</summary>
    public FakeReply Wait(FakeGate gate) => With(new FakePart.Wait(gate));

    /// <summary>Sends bytes as they are.</summary>
    public FakeReply Raw(string text) => With(new FakePart.Raw(text));

    /// <summary>Sends an error object inside the stream, and ends.</summary>
    public FakeReply Error(string message, string type) => With(new FakePart.Error(message, type));

    /// <summary>Resets the connection.</summary>
    public FakeReply Cut() => With(new FakePart.Cut());

    /// <summary>Ends the body without the end mark.</summary>
    public FakeReply EndEarly() => With(new FakePart.EndEarly());

    /// <summary>Falls silent for good.</summary>
    public FakeReply Silence() => With(new FakePart.Silence());

    /// <summary>Adds a header.</summary>
    public FakeReply Header(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };

    /// <summary>Sends every byte by itself.</summary>
    public FakeReply ByteByByte() => this with { IsByteByByte = true };

    /// <summary>Reports these tokens.</summary>
    public FakeReply Usage(int input, int output) => this with { InputTokens = input, OutputTokens = output };

    private FakeReply With(params FakePart[] parts) => this with { Parts = [.. Parts, .. parts] };
}
