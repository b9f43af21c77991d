namespace FlowBuilder.Nodes.Templates;

/// <summary>One piece of a template: text as it is, a value, or a block.</summary>
internal abstract record TemplatePart
{
    /// <summary>Text that stands in the result as it stands in the template.</summary>
    public sealed record Literal(string Text) : TemplatePart;

    /// <summary>A value: <c>{{question}}</c>.</summary>
    public sealed record Value(TemplatePath Path) : TemplatePart;

    /// <summary>A block: <c>{{#each passages}} … {{else}} … {{/each}}</c>.</summary>
    /// <param name="Kind">What the block does.</param>
    /// <param name="Path">What it looks at.</param>
    /// <param name="Names">Names for the item and its index or key, as in <c>as |passage number|</c>.</param>
    /// <param name="Body">Its parts.</param>
    /// <param name="Otherwise">The parts after <c>{{else}}</c>.</param>
    public sealed record Block(
        TemplateBlockKind Kind,
        TemplatePath Path,
        IReadOnlyList<string> Names,
        IReadOnlyList<TemplatePart> Body,
        IReadOnlyList<TemplatePart> Otherwise) : TemplatePart;
}
