using System.Buffers;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>How a protocol of another program writes an answer while it grows.</summary>
internal interface IAnswerFormat
{
    /// <summary>The media type of the stream.</summary>
    string ContentType { get; }

    /// <summary>Writes what comes before the first piece.</summary>
    void Begin(IBufferWriter<byte> output);

    /// <summary>Writes the next piece of the answer.</summary>
    void Piece(IBufferWriter<byte> output, string text);

    /// <summary>Writes something that says nothing, so that nobody closes a quiet line.</summary>
    void Beat(IBufferWriter<byte> output);

    /// <summary>Writes the end of a run that went well.</summary>
    void End(IBufferWriter<byte> output, EndedRun ended);

    /// <summary>Writes the end of a run that went wrong after the stream had begun.</summary>
    void Fail(IBufferWriter<byte> output, ApiProblem problem);
}
