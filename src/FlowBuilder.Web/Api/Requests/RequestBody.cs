using System.Buffers;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Api.Requests;

/// <summary>Takes the body of a request: JSON only, and never more than its limit.</summary>
internal static class RequestBody
{
    private static readonly string[] ZipTypes = ["application/zip", "application/x-zip-compressed"];

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes that are taken; what is longer is refused while it still comes in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">It does not say that it is JSON, or is too large.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        RequireJson(request);
        return await ReadAnyAsync(request, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the whole body of a request that sends a zip.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes that are taken; what is longer is refused while it still comes in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">It does not say that it is a zip, or is too large.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadZipAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !ZipTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)) throw new ApiException(NotZip);
        return await ReadAnyAsync(request, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the whole body of a request, whatever it says that it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes that are taken; what is longer is refused while it still comes in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">It is too large.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAnyAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw new ApiException(ProblemOf.TooLarge(limit));
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 4096, 256, limit));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (body.WrittenCount + read.Buffer.Length > limit) throw new ApiException(ProblemOf.TooLarge(limit));
            foreach (var piece in read.Buffer) body.Write(piece.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return body.WrittenMemory;
        }
    }

    /// <summary>Whether a media type is one of JSON.</summary>
    public static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Refuses what a web page can send to another site without asking it first: forms and plain text.</summary>
    /// <exception cref="ApiException">The request has a body that does not say that it is JSON.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsJson(type)) throw new ApiException(NotJson);
    }

    private static ApiProblem NotJson => new(StatusCodes.Status415UnsupportedMediaType, "request.not-json", LocalText.Of(
        "Send JSON, with the header Content-Type: application/json.",
        "Content-Type: application/json 헤더와 함께 JSON을 보내세요."));

    private static ApiProblem NotZip => new(StatusCodes.Status415UnsupportedMediaType, "request.not-zip", LocalText.Of(
        "Send a bundle, with the header Content-Type: application/zip.",
        "Content-Type: application/zip 헤더와 함께 묶음 파일을 보내세요."));
}
