namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>One value of an operation.</summary>
/// <param name="Argument">What the model calls it.</param>
/// <param name="Name">What the service calls it.</param>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Repeats">Whether a list goes as several values of one name, and not joined by commas.</param>
internal sealed record ApiParameter(string Argument, string Name, string Place, bool Repeats);
