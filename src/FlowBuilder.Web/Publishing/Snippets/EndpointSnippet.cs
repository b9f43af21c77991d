namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Code that calls an endpoint, ready to be run.</summary>
/// <param name="Kind">With what.</param>
/// <param name="Title">What it is called in a list; a name that is the same in every language.</param>
/// <param name="Language">The language for colouring: bash, csharp, python or javascript.</param>
/// <param name="Package">The package that it needs, or null where it needs none.</param>
/// <param name="Code">The code.</param>
internal sealed record EndpointSnippet(SnippetKind Kind, string Title, string Language, string? Package, string Code);
