using System.Net;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>A body of spaces that is sent piece by piece, with or without telling its length before.</summary>
internal sealed class LargeContent(long length, bool saysItsLength) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)' ');
        for (var sent = 0L; sent < length; sent += piece.Length) await stream.WriteAsync(piece);
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = saysItsLength ? length : 0;
        return saysItsLength;
    }
}
