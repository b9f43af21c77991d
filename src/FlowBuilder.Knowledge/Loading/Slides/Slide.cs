namespace FlowBuilder.Knowledge.Loading.Slides;

/// <summary>What a slide, or the notes of one, says.</summary>
/// <param name="Title">The text of its title; empty where it has none.</param>
/// <param name="Body">The rest.</param>
internal sealed record Slide(string Title, string Body);
