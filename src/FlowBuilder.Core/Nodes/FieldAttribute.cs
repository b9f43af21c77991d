namespace FlowBuilder.Core.Nodes;

/// <summary>Says how a setting is edited and when it is shown. A setting without it is edited by its type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute : Attribute
{
    /// <summary>How it is edited.</summary>
    /// <value><see cref="FieldKind.Auto"/> by default.</value>
    public FieldKind Kind { get; init; }

    /// <summary>Whether it is folded away under <i>Advanced</i>.</summary>
    public bool Advanced { get; init; }

    /// <summary>Whether the node cannot run while it is empty.</summary>
    public bool Required { get; init; }

    /// <summary>Whether an edge may feed it: it is then an optional input port of the same name.</summary>
    public bool Promotable { get; init; }

    /// <summary>Whether the node's card shows it.</summary>
    public bool OnCard { get; init; }

    /// <summary>The property on whose value its visibility depends; empty for always.</summary>
    public string VisibleWhen { get; init; } = "";

    /// <summary>The values of <see cref="VisibleWhen"/> at which it is shown, as they stand in the file, separated by <c>|</c>.</summary>
    public string VisibleValues { get; init; } = "";

    /// <summary>What an empty field shows, the same in every language.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Whether no form shows it, because the editor fills it in by itself.</summary>
    public bool Hidden { get; init; }

    /// <summary>What its number bounds of what the node uses, for estimates.</summary>
    public UsageBound Bounds { get; init; }

    /// <summary>Whether a change of it cannot change any output, so that it is left out of the semantic hash.</summary>
    public bool Cosmetic { get; init; }
}
