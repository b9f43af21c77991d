namespace FlowBuilder.Nodes.Templates;

/// <summary>What a template block does.</summary>
internal enum TemplateBlockKind
{
    /// <summary>Writes its body where the value says something.</summary>
    If,

    /// <summary>Writes its body where the value says nothing.</summary>
    Unless,

    /// <summary>Writes its body once for each item.</summary>
    Each,

    /// <summary>Writes its body with the value's members as names.</summary>
    With,
}
