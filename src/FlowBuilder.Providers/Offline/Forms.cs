using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Text values of known forms: addresses, dates, telephone numbers.</summary>
internal static partial class Forms
{
    private static readonly string[] WrittenDates =
        ["d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMM d yyyy", "yyyy-M-d", "yyyy.M.d", "yyyy. M. d", "yyyy/M/d", "d.M.yyyy", "yyyy년 M월 d일"];

    /// <summary>The form of a property's values, by its format or else its name; null for free text.</summary>
    public static Regex? For(Property property) => property.Format switch
    {
        "email" or "idn-email" => Email(),
        "uri" or "url" or "iri" or "uri-reference" => Address(),
        "date" or "date-time" => Date(),
        "time" => Time(),
        "phone" or "tel" => Phone(),
        _ => Named(property.Name.ToLowerInvariant()),
    };

    /// <summary>The value as its format writes it: dates as ISO 8601.</summary>
    public static string Normalise(Property property, Match match)
    {
        var value = match.Value.Trim().TrimEnd('.', ',', ')');
        if (property.Format is not ("date" or "date-time")) return value;
        var written = Regex.Replace(value.Replace("년", "년 ", StringComparison.Ordinal).Replace("월", "월 ", StringComparison.Ordinal), @"\s+", " ").Trim();
        written = Regex.Replace(written, @"(?<=\d)(?:st|nd|rd|th)\b", "");
        if (!DateTime.TryParseExact(written, WrittenDates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return value;
        return date.ToString(property.Format == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static Regex? Named(string name)
    {
        if (name.Contains("email", StringComparison.Ordinal) || name.Contains("e_mail", StringComparison.Ordinal) || name.Contains("이메일", StringComparison.Ordinal)) return Email();
        if (name.Contains("phone", StringComparison.Ordinal) || name is "tel" or "mobile" || name.Contains("전화", StringComparison.Ordinal)) return Phone();
        if (name is "url" or "uri" or "link" or "website" or "homepage") return Address();
        return name.EndsWith("date", StringComparison.Ordinal) || name.Contains("날짜", StringComparison.Ordinal) ? Date() : null;
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+")]
    private static partial Regex Email();

    [GeneratedRegex(@"https?://[^\s<>""')\]]+|www\.[^\s<>""')\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+\-]\d{2}:\d{2})?)?|\b\d{4}\.\s?\d{1,2}\.\s?\d{1,2}|\b\d{4}/\d{1,2}/\d{1,2}|\d{4}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일|\b\d{1,2}\.\d{1,2}\.\d{4}|\b\d{1,2}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s\d{4}|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}", RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<![\d\-])(?=(?:[^\d\n]{0,2}\d){7})(?:\+\d{1,3}[\s.\-]?)?(?:\(\d{1,4}\)[\s.\-]?)?\d{1,4}[\s.\-]\d{3,8}(?:[\s.\-]\d{3,4})?(?![\d\-])")]
    private static partial Regex Phone();
}
