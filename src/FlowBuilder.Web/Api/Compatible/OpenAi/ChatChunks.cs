using System.Buffers;
using System.Text.Json;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>An answer piece by piece as OpenAI writes it: chunks as server-sent events, and <c>[DONE]</c>.</summary>
/// <param name="run">The run.</param>
/// <param name="model">The endpoint's slug.</param>
/// <param name="created">When the call came.</param>
/// <param name="withUsage">Whether a last chunk says what was used.</param>
internal sealed class ChatChunks(EndpointRun run, string model, DateTimeOffset created, bool withUsage) : IAnswerFormat
{
    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Begin(IBufferWriter<byte> output) =>
        Write(output, new { role = "assistant", content = "", refusal = (string?)null }, null);

    /// <inheritdoc/>
    public void Piece(IBufferWriter<byte> output, string text) => Write(output, new { content = text }, null);

    /// <inheritdoc/>
    public void Beat(IBufferWriter<byte> output) => output.Write(": working\n\n"u8);

    /// <inheritdoc/>
    public void End(IBufferWriter<byte> output, EndedRun ended)
    {
        Write(output, new { }, "stop");
        if (withUsage) Write(output, Chunk([], ChatCompletion.UsageOf(ended.Usage)));
        output.Write("data: [DONE]\n\n"u8);
    }

    /// <inheritdoc/>
    public void Fail(IBufferWriter<byte> output, ApiProblem problem) => Write(output, OpenAiErrors.BodyOf(problem));

    private void Write(IBufferWriter<byte> output, object delta, string? finishReason) =>
        Write(output, Chunk([new { index = 0, delta, logprobs = (object?)null, finish_reason = finishReason }], null));

    private Dictionary<string, object?> Chunk(object[] choices, object? usage)
    {
        var chunk = new Dictionary<string, object?>
        {
            ["id"] = ChatCompletion.IdOf(run.Id),
            ["object"] = "chat.completion.chunk",
            ["created"] = created.ToUnixTimeSeconds(),
            ["model"] = model,
            ["system_fingerprint"] = ChatCompletion.FingerprintOf(run.Version.Version.Number),
            ["choices"] = choices,
        };

        // Who asks for usage gets the member in every chunk, null in all but the last.
        if (withUsage) chunk["usage"] = usage;
        return chunk;
    }

    private static void Write(IBufferWriter<byte> output, object data)
    {
        output.Write("data: "u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(data, CompatibleJson.Options));
        output.Write("\n\n"u8);
    }
}
