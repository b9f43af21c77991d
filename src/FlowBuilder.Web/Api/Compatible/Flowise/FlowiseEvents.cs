using System.Buffers;
using System.Text.Json;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>An answer piece by piece as Flowise writes it. The line <c>message:</c> is its own; strict readers pass over it.</summary>
internal sealed class FlowiseEvents(EndpointRun run, FlowiseAnswer answer) : IAnswerFormat
{
    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Begin(IBufferWriter<byte> output) => Write(output, "start", "");

    /// <inheritdoc/>
    public void Piece(IBufferWriter<byte> output, string text) => Write(output, "token", text);

    /// <inheritdoc/>
    public void Beat(IBufferWriter<byte> output) => output.Write(":\n\n"u8);

    /// <inheritdoc/>
    public void End(IBufferWriter<byte> output, EndedRun ended)
    {
        if (answer.SourcesOf(ended) is { Length: > 0 } sources) Write(output, "sourceDocuments", sources);
        Write(output, "usageMetadata", FlowiseAnswer.UsageOf(ended.Usage));
        Write(output, "metadata", answer.About(run.Id));
        WriteEnd(output);
    }

    /// <inheritdoc/>
    public void Fail(IBufferWriter<byte> output, ApiProblem problem)
    {
        Write(output, "error", problem.Detail.ToString());
        WriteEnd(output);
    }

    private static void WriteEnd(IBufferWriter<byte> output) => Write(output, "end", "[DONE]");

    private static void Write(IBufferWriter<byte> output, string name, object data)
    {
        output.Write("message:\ndata:"u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(new { @event = name, data }, CompatibleJson.Options));
        output.Write("\n\n"u8);
    }
}
