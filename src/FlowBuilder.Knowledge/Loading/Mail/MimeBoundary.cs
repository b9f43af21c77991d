using System.Text;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Parts the body of a multipart at its boundary (RFC 2046, 5.1.1).</summary>
internal static class MimeBoundary
{
    /// <summary>The parts; what stands before the first boundary and after the last is none. A mail that breaks off keeps its last part.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        var mark = Encoding.UTF8.GetBytes("--" + boundary);
        var start = -1;
        for (var at = 0; at < body.Length;)
        {
            var found = body.Span[at..].IndexOf(mark);
            if (found < 0) break;
            var line = at + found;
            at = line + mark.Length;
            if (!IsMark(body.Span, line, at, out var next, out var isLast)) continue;
            if (start >= 0) yield return body[start..EndBefore(body.Span, start, line)];
            if (isLast) yield break;
            (start, at) = (next, next);
        }

        if (start >= 0 && start < body.Length) yield return body[start..];
    }

    // A boundary is a line of its own: one that only begins alike belongs to a part inside.
    private static bool IsMark(ReadOnlySpan<byte> body, int line, int end, out int next, out bool isLast)
    {
        isLast = body[end..].StartsWith("--"u8);
        var rest = isLast ? end + 2 : end;
        while (rest < body.Length && body[rest] is (byte)' ' or (byte)'\t' or (byte)'\r') rest++;
        next = Math.Min(rest + 1, body.Length);
        return (line == 0 || body[line - 1] == '\n') && (rest >= body.Length || body[rest] == '\n');
    }

    // The line break before a boundary belongs to the boundary.
    private static int EndBefore(ReadOnlySpan<byte> body, int start, int line)
    {
        var end = line;
        if (end > start && body[end - 1] == '\n') end--;
        if (end > start && body[end - 1] == '\r') end--;
        return end;
    }
}
