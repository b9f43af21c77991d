namespace FlowBuilder.Core.Nodes;

/// <summary>Says when to use a node type and what goes with it, in one language; for the reference.</summary>
/// <param name="language">ISO 639-1 code, such as <c>en</c> or <c>ko</c>.</param>
/// <param name="guide">A few sentences; other node types are named by their titles in quotation marks.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GuideAttribute(string language, string guide) : Attribute
{
    /// <summary>ISO 639-1 code of the language.</summary>
    public string Language { get; } = language;

    /// <summary>When to use it and what goes with it.</summary>
    public string Guide { get; } = guide;
}
