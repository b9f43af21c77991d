namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>One section of a number format: the one for positive numbers, negative ones, or zero.</summary>
/// <remarks>By the grammar of ECMA-376, 18.8.31. Colours and conditions do not change a text and are left out.</remarks>
internal sealed class FormatSection
{
    private const string DateLetters = "ymdhsae";

    private readonly List<FormatToken> _tokens = [];

    private FormatSection()
    {
    }

    /// <summary>The pieces in order.</summary>
    public IReadOnlyList<FormatToken> Tokens => _tokens;

    /// <summary>Whether it shows a date or a time.</summary>
    public bool IsDate => _tokens.Any(token => token.Kind is FormatTokenKind.Date or FormatTokenKind.Elapsed);

    /// <summary>Whether it shows digits in places.</summary>
    public bool HasDigits => _tokens.Any(token => token.Kind == FormatTokenKind.Digit);

    /// <summary>Whether it names Korean as the language of days and halves of the day.</summary>
    public bool IsKorean { get; private set; }

    /// <summary>Cuts a format into its sections.</summary>
    public static IReadOnlyList<FormatSection> AllOf(string code)
    {
        var sections = new List<FormatSection> { new() };
        for (var at = 0; at < code.Length;)
        {
            if (code[at] == ';')
            {
                sections.Add(new FormatSection());
                at++;
            }
            else
            {
                at = sections[^1].Take(code, at);
            }
        }

        return sections;
    }

    private int Take(string code, int at)
    {
        var rest = code.AsSpan(at);
        switch (code[at])
        {
            case '"':
                var end = code.IndexOf('"', at + 1);
                Add(FormatTokenKind.Literal, code[(at + 1)..(end < 0 ? code.Length : end)]);
                return end < 0 ? code.Length : end + 1;
            case '\\':
                Add(FormatTokenKind.Literal, code.Substring(at + 1, Math.Min(1, code.Length - at - 1)));
                return at + 2;
            case '_' or '*':
                return at + 2;
            case '[':
                return Bracket(code, at);
            case '@':
                Add(FormatTokenKind.Text, "@");
                return at + 1;
            case '0' or '#' or '?' or '.' or ',' or '%' or '/' when !IsTimeOrDateMark(code, at):
                Add(FormatTokenKind.Digit, code[at].ToString());
                return at + 1;
        }

        if (rest.StartsWith("General", StringComparison.OrdinalIgnoreCase)) return Keyword(FormatTokenKind.General, code, at, 7);
        if (rest.StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase)) return Keyword(FormatTokenKind.Date, code, at, 5);
        if (rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase)) return Keyword(FormatTokenKind.Date, code, at, 3);
        if (rest.Length > 1 && rest[0] is 'E' or 'e' && rest[1] is '+' or '-') return Keyword(FormatTokenKind.Digit, code, at, 2);
        var letter = char.ToLowerInvariant(code[at]);
        if (!DateLetters.Contains(letter, StringComparison.Ordinal))
        {
            Add(FormatTokenKind.Literal, code[at].ToString());
            return at + 1;
        }

        var length = 1;
        while (at + length < code.Length && char.ToLowerInvariant(code[at + length]) == letter) length++;
        return Keyword(FormatTokenKind.Date, code, at, length);
    }

    // Between parts of a date these are what parts them; after seconds, .0 are their fractions.
    private bool IsTimeOrDateMark(string code, int at)
    {
        if (_tokens.LastOrDefault(token => token.Kind != FormatTokenKind.Literal) is not { Kind: FormatTokenKind.Date or FormatTokenKind.Elapsed } before) return false;
        return !(code[at] is '0' || (code[at] is '.' && before.Text.Contains('s', StringComparison.Ordinal) && at + 1 < code.Length && code[at + 1] == '0'));
    }

    private int Keyword(FormatTokenKind kind, string code, int at, int length)
    {
        Add(kind, code.Substring(at, length).ToLowerInvariant());
        return at + length;
    }

    private int Bracket(string code, int at)
    {
        var end = code.IndexOf(']', at);
        if (end < 0) return code.Length;
        var inside = code[(at + 1)..end];
        if (inside.StartsWith('$'))
        {
            var dash = inside.IndexOf('-', StringComparison.Ordinal);
            Add(FormatTokenKind.Literal, inside[1..(dash < 0 ? inside.Length : dash)]);
            IsKorean |= dash >= 0 && inside.EndsWith("412", StringComparison.Ordinal);
        }
        else if (inside.ToLowerInvariant() is "h" or "hh" or "m" or "mm" or "s" or "ss")
        {
            Add(FormatTokenKind.Elapsed, inside.ToLowerInvariant());
        }

        return end + 1;
    }

    private void Add(FormatTokenKind kind, string text)
    {
        if (text.Length > 0) _tokens.Add(new FormatToken(kind, text));
    }
}
