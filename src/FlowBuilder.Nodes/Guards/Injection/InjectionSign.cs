using System.Text.RegularExpressions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>A way in which texts try to take over a model.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Reason">What it is, in words.</param>
/// <param name="Patterns">How it is written, over folded text (see <see cref="FoldedText"/>), each with its weight from 0 to 1.</param>
internal sealed record InjectionSign(string Name, LocalText Reason, IReadOnlyList<(double Weight, Regex Pattern)> Patterns)
{
    /// <summary>Makes a sign from its patterns.</summary>
    public static InjectionSign Of(string name, string english, string korean, params (double Weight, string Pattern)[] patterns) => new(
        name,
        LocalText.Of(english, korean),
        [.. patterns.Select(pattern => (pattern.Weight, new Regex(pattern.Pattern, RegexOptions.CultureInvariant)))]);

    /// <summary>The weight of the heaviest pattern that ends after a place; 0 for none.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="from">What ends before was looked at already.</param>
    public double WeightIn(string text, int from)
    {
        var most = 0.0;
        foreach (var (weight, pattern) in Patterns)
        {
            if (weight <= most) continue;
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                if (match.Index + match.Length <= from) continue;
                most = weight;
                break;
            }
        }

        return most;
    }
}
