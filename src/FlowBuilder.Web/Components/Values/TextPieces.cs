namespace FlowBuilder.Web.Components.Values;

/// <summary>Cuts a long text into pieces that stay the same while it grows, so that only what is new is sent to the browser.</summary>
internal static class TextPieces
{
    /// <summary>The length of a piece, in UTF-16 units.</summary>
    public const int Length = 2_000;

    /// <summary>How much of a text is shown at first, and further at each request, in UTF-16 units.</summary>
    public const int Page = 20_000;

    /// <summary>The pieces of a text between two places, each with its number.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to begin; rounded down to the beginning of a piece.</param>
    /// <param name="to">Where to end.</param>
    public static IEnumerable<(int Number, string Text)> Of(string text, int from, int to)
    {
        to = Whole(text, Math.Min(to, text.Length));
        for (var number = from / Length; number * Length < to; number++)
        {
            var start = Whole(text, number * Length);
            yield return (number, text[start..Math.Min(to, Whole(text, (number + 1) * Length))]);
        }
    }

    /// <summary>A place in a text that is not between the halves of a surrogate pair: this one, or the one before.</summary>
    public static int Whole(string text, int at)
    {
        if (at >= text.Length) return text.Length;
        return at > 0 && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }
}
