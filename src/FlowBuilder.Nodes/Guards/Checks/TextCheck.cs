using System.Globalization;
using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>Measures a live text: tells that it is too long as soon as it is, and the rest at its end.</summary>
internal sealed class TextCheck(TextCheckSettings settings) : ITextGuard
{
    // No unit has more than this many in one UTF-16 code unit.
    private const double MostPerCharacter = 1.1;

    private readonly StringBuilder _text = new();
    private int _countAt;
    private bool _isTooLong;

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> Append(string chunk)
    {
        _text.Append(chunk);
        return [_isTooLong || !IsTooLongNow() ? GuardPiece.Clean(chunk) : new GuardPiece(chunk, chunk, [TooLong()])];
    }

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> End()
    {
        var findings = new List<GuardFinding>();
        var text = _text.ToString();
        if (settings.Least is { } least && Count(text) is var count && count < least)
        {
            findings.Add(new GuardFinding("too-short", LocalText.Of(
                $"it has {count} {English} where {least} are needed", $"{least}{Korean} 이상이어야 하는데 {count}{Korean}입니다")));
        }

        if (settings.Languages.Count > 0 && WrittenLanguage.Tell(text) is { } language && !settings.Languages.Any(allowed => IsCode(allowed, language)))
        {
            var (given, wanted) = (CultureInfo.GetCultureInfo(language), settings.Languages.Select(code => code.Trim()).ToList());
            findings.Add(new GuardFinding("language", LocalText.Of(
                $"it is in {given.EnglishName} where {string.Join(" or ", wanted.Select(EnglishName))} is needed",
                $"{string.Join(" 또는 ", wanted)} 언어로 써야 하는데 {given.Name} 언어입니다")));
        }

        return findings.Count == 0 ? [] : [new GuardPiece("", "", findings)];
    }

    private string English => settings.Unit switch
    {
        TextUnit.Words => "words",
        TextUnit.Tokens => "tokens",
        _ => "characters",
    };

    private string Korean => settings.Unit switch
    {
        TextUnit.Words => "단어",
        TextUnit.Tokens => "토큰",
        _ => "자",
    };

    // Counted again only when the text may have grown past the limit since.
    private bool IsTooLongNow()
    {
        if (settings.Most is not { } most || _text.Length * MostPerCharacter <= most || _text.Length < _countAt) return false;
        var count = Count(_text.ToString());
        _countAt = _text.Length + Math.Max(1, (int)((most - count) / MostPerCharacter));
        return _isTooLong = count > most;
    }

    private int Count(string text) => settings.Unit switch
    {
        TextUnit.Words => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        TextUnit.Tokens => TokenEstimator.Count(text),
        _ => new StringInfo(text).LengthInTextElements,
    };

    private GuardFinding TooLong() => new("too-long", LocalText.Of(
        $"it has more than {settings.Most} {English}", $"{settings.Most}{Korean}를 넘었습니다"));

    private static bool IsCode(string allowed, string language) => allowed.Trim().Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase);

    private static string EnglishName(string code) => CultureInfo.GetCultureInfo(code).EnglishName;
}
