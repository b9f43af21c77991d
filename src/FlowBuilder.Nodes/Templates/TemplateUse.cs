namespace FlowBuilder.Nodes.Templates;

/// <summary>How a template uses one of its variables.</summary>
[Flags]
internal enum TemplateUse
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Written out whole: <c>{{question}}</c>.</summary>
    Plain = 1,

    /// <summary>Asked whether it says something: <c>{{#if context}}</c>.</summary>
    Condition = 2,

    /// <summary>Looked into: <c>{{#each passages}}</c>, <c>{{customer.name}}</c>.</summary>
    Structure = 4,
}
