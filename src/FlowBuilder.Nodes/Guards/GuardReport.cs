using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards;

/// <summary>What a guard found in a text, added up: each sign counts once for the score, however often it was found.</summary>
/// <param name="threshold">The score from which on the text is flagged.</param>
internal sealed class GuardReport(double threshold = 1)
{
    private readonly Dictionary<string, (GuardFinding Finding, int Count)> _signs = new(StringComparer.Ordinal);

    /// <summary>From 0 for nothing to 1.</summary>
    public double Score => Math.Min(1, _signs.Values.Sum(sign => sign.Finding.Weight));

    /// <summary>Whether it is enough to do something about it.</summary>
    public bool IsFlagged => _signs.Count > 0 && Score >= threshold - 1e-9;

    /// <summary>The reasons, the weightiest first.</summary>
    public LocalText Reasons => LocalText.Of(Join(CultureInfo.InvariantCulture), Join(Languages.Korean));

    /// <summary>Adds what was found.</summary>
    public void Add(IEnumerable<GuardFinding> findings)
    {
        foreach (var finding in findings)
        {
            var count = _signs.TryGetValue(finding.Sign, out var known) ? known.Count : 0;
            _signs[finding.Sign] = (known.Finding is { } heavier && heavier.Weight > finding.Weight ? heavier : finding, count + 1);
        }
    }

    /// <summary>The report as a node gives it; it never holds the text itself.</summary>
    public JsonElement ToJson(CultureInfo language) => JsonSerializer.SerializeToElement(
        new
        {
            flagged = IsFlagged,
            score = Math.Round(Score, 2),
            findings = InOrder().Select(sign => new { sign = sign.Finding.Sign, count = sign.Count, reason = sign.Finding.Reason.For(language) }),
        },
        CoreJson.Options);

    private string Join(CultureInfo language) => string.Join("; ", InOrder().Select(sign => sign.Finding.Reason.For(language)));

    private IEnumerable<(GuardFinding Finding, int Count)> InOrder() => _signs.Values.OrderByDescending(sign => sign.Finding.Weight);
}
