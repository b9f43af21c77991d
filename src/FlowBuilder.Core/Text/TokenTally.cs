using System.Globalization;
using System.Text;

namespace FlowBuilder.Core.Text;

/// <summary>Adds up the tokens of a text, character by character.</summary>
/// <remarks>
/// A word of an alphabet is one token up to six letters, a little more for each one to thirteen, then half a token for each. A word
/// of Hangul is 0.45 and 0.56 for each syllable. Digits go by threes. Any other letter of a script without capitals is one. A run of
/// the same mark is one, or 0.6 right after another mark; a run of line breaks is one, or 0.3 right after a mark. Blanks are none:
/// they belong to the word that follows.
/// </remarks>
internal struct TokenTally
{
    // What a sum of hundredths may be off by.
    private const double Noise = 1e-6;

    private double _ended;
    private Kind _before;
    private Kind _kind;
    private int _run;
    private Rune _mark;

    /// <summary>The tokens so far, rounded up.</summary>
    public readonly int Total => (int)Math.Ceiling(_ended + CostOfRun() - Noise);

    /// <summary>Adds the next character.</summary>
    public void Add(Rune rune)
    {
        var kind = KindOf(rune);
        if (kind == _kind && (kind != Kind.Mark || rune == _mark))
        {
            _run++;
        }
        else
        {
            _ended += CostOfRun();
            (_before, _kind, _run) = (_kind, kind, 1);
        }

        _mark = rune;
    }

    private readonly double CostOfRun() => _kind switch
    {
        _ when _run == 0 => 0,
        Kind.Word when _run <= 6 => 1,
        Kind.Word when _run <= 13 => 1 + 0.09 * (_run - 6),
        Kind.Word => 1.63 + 0.5 * (_run - 13),
        Kind.Hangul => 0.45 + 0.56 * _run,
        Kind.Digits => (_run + 2) / 3,
        Kind.OtherScript => _run,
        Kind.Mark => _before == Kind.Mark ? 0.6 : 1,
        Kind.Break => _before == Kind.Mark ? 0.3 : 1,
        _ => 0,
    };

    private static Kind KindOf(Rune rune)
    {
        if (rune.Value is '\n' or '\r') return Kind.Break;
        if (Rune.IsWhiteSpace(rune)) return Kind.Space;
        if (Rune.IsDigit(rune)) return Kind.Digits;
        if (rune.Value is >= 0xAC00 and <= 0xD7A3) return Kind.Hangul;
        if (Rune.IsLetter(rune)) return Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter ? Kind.OtherScript : Kind.Word;
        return Kind.Mark;
    }

    private enum Kind
    {
        Space,
        Break,
        Word,
        Digits,
        Hangul,
        OtherScript,
        Mark,
    }
}
