using System.Text.RegularExpressions;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Providers.Faults;

/// <summary>Takes out of a provider's own words whatever is, or looks like, a key, and makes them one short line.</summary>
internal sealed partial class Redactor(Secret? key)
{
    private const string Dots = "••••";
    private const int MaxLength = 300;

    private readonly string[] _verbatim = key is null
        ? []
        : [key.Reveal(), Uri.EscapeDataString(key.Reveal())];

    /// <summary>The words as they may be shown, or null where nothing readable is left.</summary>
    public string? Redact(string? words, int maxLength = MaxLength)
    {
        if (string.IsNullOrWhiteSpace(words) || LooksLikeMarkup().IsMatch(words)) return null;
        foreach (var secret in _verbatim) words = words.Replace(secret, Dots, StringComparison.Ordinal);
        words = NamedKey().Replace(words, "$1" + Dots);
        words = KnownKey().Replace(words, Dots);
        words = LongToken().Replace(words, Dots);
        words = White().Replace(words, " ").Trim();
        return words.Length <= maxLength ? words : string.Concat(words.AsSpan(0, maxLength), "…");
    }

    [GeneratedRegex(@"<(!doctype|html|body|head|title|h1|p)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeMarkup();

    /// <summary>What follows "API key provided:", "Bearer", "x-api-key=" and the like.</summary>
    [GeneratedRegex(@"((?:api[\s_-]?key|token|secret|authorization|credential)s?(?:\s+provided)?[""']?\s*[:=]\s*[""']?(?:bearer\s+)?|bearer\s+)[^\s""',;]{4,}", RegexOptions.IgnoreCase)]
    private static partial Regex NamedKey();

    /// <summary>The prefixes of the providers' keys; asterisks because some mask the middle of what they repeat.</summary>
    [GeneratedRegex(@"\b(?:sk|pk|rk|gsk|hf|xai|key|dapi|pplx|nvapi|r8|fw)[-_][A-Za-z0-9_\-*.]{4,}|\bAIza[A-Za-z0-9_\-*]{6,}|\bdapi[0-9a-f]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex KnownKey();

    /// <summary>Long runs of letters and digits mixed, which no sentence has.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?=[A-Za-z0-9_\-*]*[0-9])(?=[A-Za-z0-9_\-*]*[A-Za-z])[A-Za-z0-9_*]{28,}(?![A-Za-z0-9])")]
    private static partial Regex LongToken();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex White();
}
