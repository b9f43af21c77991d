namespace FlowBuilder.Nodes.Templates;

/// <summary>What a piece of a template is before its blocks are matched.</summary>
internal enum TemplateTokenKind
{
    /// <summary>Text outside any tag.</summary>
    Text,

    /// <summary>A tag that writes a value.</summary>
    Value,

    /// <summary>The beginning of a block.</summary>
    Open,

    /// <summary>The middle of a block.</summary>
    Else,

    /// <summary>The end of a block.</summary>
    Close,

    /// <summary>A comment; writes nothing.</summary>
    Comment,
}
