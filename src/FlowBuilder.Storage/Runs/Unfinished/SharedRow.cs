using System.Buffers.Text;
using System.Text;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>A row that many runs share: before the events of each, one <see cref="EventLine"/> and a line feed each, a line <c>bytes run-id</c>.</summary>
/// <param name="Entries">The row.</param>
/// <param name="Runs">The runs in it.</param>
internal sealed record SharedRow(byte[] Entries, IReadOnlyList<string> Runs)
{
    // No event: whoever reads it is told that the journal is damaged.
    private static readonly byte[] Damage = "?\n"u8.ToArray();

    /// <summary>The lines of each run in a row, in order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="runs">The runs that there are: those that a damaged part of the row names are given a line that is none.</param>
    public static IEnumerable<(string RunId, byte[] Lines)> Read(byte[] row, IReadOnlyList<string> runs)
    {
        for (var at = 0; at < row.Length;)
        {
            var end = Array.IndexOf(row, (byte)'\n', at);
            if (end < 0 || !Utf8Parser.TryParse(row.AsSpan(at..end), out int bytes, out var digits) || bytes < 0 || bytes > row.Length - end - 1 || at + digits >= end)
            {
                // Where one run's events end and another's begin cannot be told any more.
                var rest = row[at..];
                foreach (var runId in runs.Where(runId => rest.AsSpan().IndexOf(Encoding.UTF8.GetBytes(runId)) >= 0)) yield return (runId, Damage);
                yield break;
            }

            yield return (Encoding.UTF8.GetString(row.AsSpan((at + digits + 1)..end)), row[(end + 1)..(end + 1 + bytes)]);
            at = end + 1 + bytes;
        }
    }
}
