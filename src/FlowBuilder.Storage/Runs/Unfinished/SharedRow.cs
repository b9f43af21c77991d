using System.Buffers.Text;
using System.Text;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>A row that many runs share: before the events of each, one <see cref="EventLine"/> and a line feed each, a line <c>bytes run-id</c>.</summary>
/// <param name="Entries">The row.</param>
/// <param name="Runs">The runs in it.</param>
internal sealed record SharedRow(byte[] Entries, IReadOnlyList<string> Runs)
{
    /// <summary>The lines of each run in a row, in order.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IEnumerable<(string RunId, byte[] Lines)> Read(byte[] row)
    {
        for (var at = 0; at < row.Length;)
        {
            var end = Array.IndexOf(row, (byte)'\n', at);
            if (end < 0 || !Utf8Parser.TryParse(row.AsSpan(at..end), out int bytes, out var digits) || end + 1 + bytes > row.Length)
                throw new FormatException("A row of events is not as it should be.");
            yield return (Encoding.UTF8.GetString(row.AsSpan((at + digits + 1)..end)), row[(end + 1)..(end + 1 + bytes)]);
            at = end + 1 + bytes;
        }
    }
}
