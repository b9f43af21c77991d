using Markdig.Helpers;
using Markdig.Parsers;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Reads <c>[1]</c> in Markdown as a citation, before it is taken for the beginning of a link.</summary>
internal sealed class CitationParser : InlineParser
{
    private const int MostDigits = 3;

    public CitationParser() => OpeningCharacters = ['['];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var (number, digits) = (0, 0);
        while (digits < MostDigits && slice.PeekChar(digits + 1) is >= '0' and <= '9' and var digit) (number, digits) = (10 * number + (digit - '0'), digits + 1);

        // [1](https://…) is a link whose name is a number.
        if (digits == 0 || slice.PeekChar(digits + 1) != ']' || slice.PeekChar(digits + 2) == '(') return false;
        processor.Inline = new CitationInline { Number = number };
        slice.Start += digits + 2;
        return true;
    }
}
