namespace FlowBuilder.Nodes.Tools.Searching;

/// <summary>A page that a search of the web found.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Its address.</param>
/// <param name="Snippet">What it says of the matter, in short.</param>
public sealed record WebHit(string Title, string Url, string Snippet);
