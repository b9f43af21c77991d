using System.Globalization;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Reads the date of a mail (RFC 5322, 3.3 and 4.3).</summary>
internal static class MailDate
{
    /// <summary>The date in ISO 8601 with its distance from UTC, or as written where it cannot be read.</summary>
    public static string Of(string written)
    {
        // The name of the zone may stand behind its distance in brackets: Mon, 3 Feb 2025 09:00:00 +0900 (KST).
        var bracket = written.IndexOf('(', StringComparison.Ordinal);
        var date = (bracket < 0 ? written : written[..bracket]).Trim();
        var space = date.LastIndexOf(' ') + 1;
        var zone = date[space..] switch
        {
            "UT" or "UTC" or "Z" or "GMT" => "+0000",
            "EDT" => "-0400",
            "EST" or "CDT" => "-0500",
            "CST" or "MDT" => "-0600",
            "MST" or "PDT" => "-0700",
            "PST" => "-0800",
            var other => other,
        };
        return DateTimeOffset.TryParse(date[..space] + zone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            : written;
    }
}
