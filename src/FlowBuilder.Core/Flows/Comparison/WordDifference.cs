using System.Collections.Immutable;
using System.Globalization;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Compares two texts word by word, lines first, so that what a person changed stands out of what stayed.</summary>
/// <remarks>Korean is told apart by its blanks, Chinese and Japanese by their characters, punctuation by itself.</remarks>
public static class WordDifference
{
    // Lines of which less than this part of the shorter one stays are easier read as a whole, before and after.
    private const double LeastCommon = 0.3;

    /// <summary>The pieces of both texts, in order; neighbours are of different kinds, and what was removed stands before what was added in its place.</summary>
    /// <param name="before">The older text.</param>
    /// <param name="after">The newer text.</param>
    public static ImmutableArray<TextPiece> Between(string before, string after)
    {
        var pieces = new PieceList();
        var (oldLines, newLines) = (Lines(before), Lines(after));
        foreach (var block in Blocks(oldLines, newLines))
        {
            if (block.IsSame) pieces.Add(PieceKind.Same, block.Old);
            else Words(block.Old, block.New, pieces);
        }

        return pieces.ToPieces();
    }

    private static void Words(string old, string fresh, PieceList pieces)
    {
        var blocks = Blocks(Tokens(old), Tokens(fresh)).ToList();
        var common = blocks.Where(block => block.IsSame).Sum(block => Weight(block.Old));
        if (common < LeastCommon * Math.Min(Weight(old), Weight(fresh)))
        {
            pieces.Add(PieceKind.Removed, old);
            pieces.Add(PieceKind.Added, fresh);
            return;
        }

        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];

            // A blank between two changed words is part of the change.
            if (block.IsSame && (i == 0 || i == blocks.Count - 1 || !string.IsNullOrWhiteSpace(block.Old) || block.Old.Contains('\n', StringComparison.Ordinal)))
            {
                pieces.Add(PieceKind.Same, block.Old);
                continue;
            }

            pieces.Add(PieceKind.Removed, block.Old);
            pieces.Add(PieceKind.Added, block.New);
        }
    }

    private static int Weight(string text) => text.Count(letter => !char.IsWhiteSpace(letter));

    private static IEnumerable<(bool IsSame, string Old, string New)> Blocks(string[] old, string[] fresh)
    {
        var (keptOld, keptNew) = EditScript.Kept<string>(old, fresh);
        var (x, y) = (0, 0);
        while (x < old.Length || y < fresh.Length)
        {
            var (fromX, fromY) = (x, y);
            while (x < old.Length && y < fresh.Length && keptOld[x] && keptNew[y]) (x, y) = (x + 1, y + 1);
            if (x > fromX) yield return (true, string.Concat(old[fromX..x]), string.Concat(old[fromX..x]));
            (fromX, fromY) = (x, y);
            while (x < old.Length && !keptOld[x]) x++;
            while (y < fresh.Length && !keptNew[y]) y++;
            if (x > fromX || y > fromY) yield return (false, string.Concat(old[fromX..x]), string.Concat(fresh[fromY..y]));
        }
    }

    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOf('\n', from);
            var to = end < 0 ? text.Length : end + 1;
            lines.Add(text[from..to]);
            from = to;
        }

        return [.. lines];
    }

    private static string[] Tokens(string text)
    {
        var tokens = new List<string>();
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var i = 0; i < elements.Length;)
        {
            var from = elements[i];
            var kind = KindOf(text[from]);
            i++;
            while (kind != Token.Single && i < elements.Length && KindOf(text[elements[i]]) == kind) i++;
            tokens.Add(text[from..(i < elements.Length ? elements[i] : text.Length)]);
        }

        return [.. tokens];
    }

    private static Token KindOf(char letter) => letter switch
    {
        '\n' => Token.Single,
        _ when char.IsWhiteSpace(letter) => Token.Blank,
        >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => Token.Single,
        '_' => Token.Word,
        _ => char.IsLetterOrDigit(letter) ? Token.Word : Token.Single,
    };

    private enum Token
    {
        Word,
        Blank,
        Single,
    }
}
