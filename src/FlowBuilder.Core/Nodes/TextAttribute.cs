namespace FlowBuilder.Core.Nodes;

/// <summary>Names a node type, a setting, a port or a choice for people, in one language.</summary>
/// <remarks>Every declaration has one in English; one in Korean beside it. Others may be added.</remarks>
/// <param name="language">ISO 639-1 code, such as <c>en</c> or <c>ko</c>.</param>
/// <param name="label">The name, a word or three.</param>
/// <param name="help">What it is for, in one sentence; may be left empty for choices.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field,
    AllowMultiple = true,
    Inherited = false)]
public sealed class TextAttribute(string language, string label, string help = "") : Attribute
{
    /// <summary>ISO 639-1 code of the language.</summary>
    public string Language { get; } = language;

    /// <summary>The name, a word or three.</summary>
    public string Label { get; } = label;

    /// <summary>What it is for, in one sentence.</summary>
    public string Help { get; } = help;
}
