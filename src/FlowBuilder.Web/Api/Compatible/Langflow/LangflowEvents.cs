using System.Buffers;
using System.Text.Json;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible.Langflow;

/// <summary>An answer piece by piece as Langflow writes it: one JSON object a line, each followed by an empty line.</summary>
internal sealed class LangflowEvents(EndpointRun run, LangflowAnswer answer, TimeProvider time) : IAnswerFormat
{
    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Begin(IBufferWriter<byte> output) => Write(output, "add_message", answer.Question($"{run.Id}-input", time.GetUtcNow()));

    /// <inheritdoc/>
    public void Piece(IBufferWriter<byte> output, string text) =>
        Write(output, "token", new { chunk = text, id = run.Id, timestamp = LangflowAnswer.TimeOf(time.GetUtcNow()) });

    /// <inheritdoc/>
    public void Beat(IBufferWriter<byte> output) => output.Write("\n"u8);

    /// <inheritdoc/>
    public void End(IBufferWriter<byte> output, EndedRun ended)
    {
        Write(output, "add_message", answer.Reply(ended));
        Write(output, "end", new { result = answer.Of(ended) });
    }

    /// <inheritdoc/>
    public void Fail(IBufferWriter<byte> output, ApiProblem problem) =>
        Write(output, "error", new { error = problem.Detail.ToString(), code = problem.Code, session_id = answer.Session });

    private static void Write(IBufferWriter<byte> output, string name, object data)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(new { @event = name, data }, CompatibleJson.Options));
        output.Write("\n\n"u8);
    }
}
