namespace FlowBuilder.Knowledge.Pages;

/// <summary>A page or file as it came from the web.</summary>
/// <param name="Address">Where it came from in the end, after redirects; without a fragment.</param>
/// <param name="MediaType">What the server says it is, with the character set where it names one; may be empty.</param>
/// <param name="Content">Its bytes.</param>
public sealed record WebPage(Uri Address, string MediaType, ReadOnlyMemory<byte> Content);
