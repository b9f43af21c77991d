namespace FlowBuilder.Web.Tests.Runs;

/// <summary>What came of one call to a program that has too much to do.</summary>
/// <param name="Status">The HTTP status; 0 where the line broke.</param>
/// <param name="IsWhole">Of a run: whether it was heard to its good end. Of a refusal: whether it says when to come back.</param>
/// <param name="First">From the call to the first words of the model, or to the refusal.</param>
internal sealed record OverloadAnswer(int Status, bool IsWhole, TimeSpan First);
