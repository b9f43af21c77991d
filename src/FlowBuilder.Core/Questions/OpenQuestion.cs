namespace FlowBuilder.Core.Questions;

/// <summary>A question of a run that nobody has answered yet.</summary>
/// <param name="Id">Tells it from the run's other questions.</param>
/// <param name="Node">The path of the node that asks.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Since">When it was asked, in UTC.</param>
public sealed record OpenQuestion(string Id, string Node, HumanQuestion Question, DateTimeOffset Since);
