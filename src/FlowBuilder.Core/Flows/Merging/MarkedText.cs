using System.Text;
using FlowBuilder.Core.Flows.Comparison;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Puts two texts into one, with the marks around what differs that git and its tools know.</summary>
public static class MarkedText
{
    /// <summary>The lines of both texts; those that differ stand between <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt;</c>, <c>=======</c> and <c>&gt;&gt;&gt;&gt;&gt;&gt;&gt;</c>.</summary>
    /// <param name="ours">One text, its lines ended by <c>\n</c>.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="ourName">What stands behind the first mark, such as a branch.</param>
    /// <param name="theirName">What stands behind the last mark.</param>
    public static string Of(string ours, string theirs, string ourName, string theirName)
    {
        var (one, other) = (ours.Split('\n'), theirs.Split('\n'));
        var (keptOne, keptOther) = EditScript.Kept<string>(one, other);
        var lines = new List<string>();
        for (int x = 0, y = 0; x < one.Length || y < other.Length;)
        {
            if (x < one.Length && y < other.Length && keptOne[x] && keptOther[y])
            {
                lines.Add(one[x]);
                (x, y) = (x + 1, y + 1);
                continue;
            }

            lines.Add($"<<<<<<< {ourName}");
            while (x < one.Length && !keptOne[x]) lines.Add(one[x++]);
            lines.Add("=======");
            while (y < other.Length && !keptOther[y]) lines.Add(other[y++]);
            lines.Add($">>>>>>> {theirName}");
        }

        return new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
