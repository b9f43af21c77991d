using System.Globalization;
using System.Text;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>Proposes the name of an endpoint from the name of its flow, in whatever script that is written.</summary>
internal static class SlugProposal
{
    private const int MaxLength = 48;

    // Where nothing of a name can be written in Latin letters.
    private const string Fallback = "flow";

    /// <summary>A free slug for a flow: letters without their accents, Korean in Latin letters.</summary>
    /// <param name="name">The flow's name.</param>
    /// <param name="isTaken">Whether a slug belongs to somebody.</param>
    public static string For(string name, Func<string, bool> isTaken)
    {
        var stem = Of(name) is { Length: > 0 } slug ? slug : Fallback;
        var free = stem;
        for (var number = 2; isTaken(free); number++) free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        return free;
    }

    /// <summary>The slug nearest to a text; empty where nothing of it can be kept.</summary>
    public static string Of(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in KoreanLetters.ToLatin(text).Normalize(NormalizationForm.FormKD))
        {
            if (slug.Length >= MaxLength) break;
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (!IsMark(letter) && slug is [.., not '-']) slug.Append('-');
        }

        var trimmed = slug.ToString().Trim('-');
        return Endpoint.IsValidSlug(trimmed) ? trimmed : "";
    }

    // An accent of the letter before it, or an apostrophe within a word.
    private static bool IsMark(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’';
}
