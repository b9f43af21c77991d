namespace FlowBuilder.Core.Conversations;

/// <summary>A document that an answer was made from.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Excerpt">The beginning of its text.</param>
/// <param name="Score">How well it fitted, higher being better; null where nothing was asked.</param>
public sealed record TurnSource(string Title, string Excerpt, double? Score);
