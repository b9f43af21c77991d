using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds and masks what points at a person: addresses and numbers that have a form of their own.</summary>
/// <remarks>
/// Names and street addresses have none and are not found. Numbers with check digits are found only where these are right, so that
/// amounts and order numbers stay. Full-width digits and the various dashes and blanks count as the plain ones. Finding takes time in
/// proportion to the text, whatever stands in it.
/// </remarks>
public static partial class PersonalData
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<PersonalDataKind> AllKinds { get; } = Enum.GetValues<PersonalDataKind>();

    /// <summary>What stands in place of something masked, such as <c>[email]</c>, by language.</summary>
    public static LocalText PlaceholderOf(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => LocalText.Of("[email]", "[이메일]"),
        PersonalDataKind.Iban => LocalText.Of("[bank account]", "[계좌번호]"),
        PersonalDataKind.CardNumber => LocalText.Of("[card number]", "[카드번호]"),
        PersonalDataKind.ResidentNumber => LocalText.Of("[resident number]", "[주민등록번호]"),
        PersonalDataKind.BusinessNumber => LocalText.Of("[business number]", "[사업자등록번호]"),
        PersonalDataKind.Phone => LocalText.Of("[phone]", "[전화번호]"),
        PersonalDataKind.IpAddress => LocalText.Of("[IP address]", "[IP 주소]"),
        _ => LocalText.Of("[passport number]", "[여권번호]"),
    };

    /// <summary>What is found in a text, in order; no two overlap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kinds">What to look for.</param>
    public static IReadOnlyList<PersonalDataMatch> Find(string text, IReadOnlyCollection<PersonalDataKind> kinds)
    {
        if (kinds.Count == 0 || text.Length == 0) return [];
        var plain = PlainForm.Of(text);
        var found = new List<PersonalDataMatch>();
        foreach (var kind in kinds.Distinct())
            found.AddRange(FinderOf(kind)(plain).Select(span => new PersonalDataMatch(span.Start, span.Length, kind)));
        if (found.Count > 0 && plain.Contains('-', StringComparison.Ordinal)) DropInsideIds(plain, found);
        if (found.Count < 2) return found;

        // One of a kind that comes first takes its place from any other; the rest follow in the text's order.
        var kept = new SortedSet<PersonalDataMatch>(Comparer<PersonalDataMatch>.Create((one, other) =>
            one.End <= other.Start ? -1 : one.Start >= other.End ? 1 : 0));
        foreach (var match in found.OrderBy(match => match.Kind).ThenBy(match => match.Start).ThenByDescending(match => match.Length)) kept.Add(match);
        return [.. kept];
    }

    /// <summary>A text with placeholders in place of what is found in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kinds">What to mask.</param>
    /// <param name="culture">The language of the placeholders.</param>
    public static string Mask(string text, IReadOnlyCollection<PersonalDataKind> kinds, CultureInfo culture)
    {
        var matches = Find(text, kinds);
        if (matches.Count == 0) return text;
        var masked = new StringBuilder(text.Length);
        var from = 0;
        foreach (var match in matches)
        {
            masked.Append(text.AsSpan(from, match.Start - from)).Append(PlaceholderOf(match.Kind).For(culture));
            from = match.End;
        }

        return masked.Append(text.AsSpan(from)).ToString();
    }

    // The groups of a program's random id (RFC 9562) look like any number.
    private static void DropInsideIds(string plain, List<PersonalDataMatch> found)
    {
        foreach (Match id in Uuid().Matches(plain)) found.RemoveAll(match => match.Start >= id.Index && match.End <= id.Index + id.Length);
    }

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![0-9A-Za-z])")]
    private static partial Regex Uuid();

    private static Func<string, IEnumerable<(int Start, int Length)>> FinderOf(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => EmailFinder.Find,
        PersonalDataKind.Iban => IbanFinder.Find,
        PersonalDataKind.CardNumber => CardFinder.Find,
        PersonalDataKind.ResidentNumber => KoreanNumbers.Residents,
        PersonalDataKind.BusinessNumber => KoreanNumbers.Businesses,
        PersonalDataKind.Phone => PhoneFinder.Find,
        PersonalDataKind.IpAddress => IpFinder.Find,
        _ => PassportFinder.Find,
    };
}
