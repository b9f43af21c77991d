using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Ends the reading of a template at the place that cannot be read.</summary>
internal sealed class TemplateException(int offset, LocalText reason) : Exception(reason.English)
{
    /// <summary>Characters before the place.</summary>
    public int Offset { get; } = offset;

    /// <summary>What is wrong and what to write instead.</summary>
    public LocalText Reason { get; } = reason;

    /// <summary>The block that has no end, or null where something else is wrong.</summary>
    public string? OpenBlock { get; init; }
}
