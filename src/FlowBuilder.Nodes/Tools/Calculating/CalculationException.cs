using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Calculating;

/// <summary>An expression cannot be worked out.</summary>
/// <param name="text">What is wrong.</param>
/// <param name="position">Where, counted in characters from 0.</param>
internal sealed class CalculationException(LocalText text, int position) : Exception(text.English)
{
    /// <summary>What is wrong.</summary>
    public LocalText Text { get; } = text;

    /// <summary>Where, counted in characters from 0.</summary>
    public int Position { get; } = position;
}
