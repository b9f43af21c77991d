namespace FlowBuilder.Nodes.Templates;

/// <summary>A name that a template takes from outside.</summary>
/// <param name="Name">The name, which is the id of its port.</param>
/// <param name="Use">How the template uses it, all uses together.</param>
internal sealed record TemplateVariable(string Name, TemplateUse Use);
