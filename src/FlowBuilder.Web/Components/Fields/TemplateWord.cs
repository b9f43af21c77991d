namespace FlowBuilder.Web.Components.Fields;

/// <summary>Something that may stand inside the braces of a template.</summary>
/// <param name="Name">What is written.</param>
/// <param name="Hint">What it is, in a few words; may be empty.</param>
/// <param name="Kind">Empty for a variable; <c>block</c>, <c>else</c> or <c>item</c> for what belongs to blocks.</param>
public sealed record TemplateWord(string Name, string Hint, string Kind = "");
