namespace FlowBuilder.Nodes.Json;

/// <summary>One place at which a value breaks its schema.</summary>
/// <param name="Path">The place, as in <c>$.items[2].price</c>.</param>
/// <param name="English">What is wrong there, as the rest of a sentence.</param>
/// <param name="Korean">The same as a Korean sentence without its full stop.</param>
internal sealed record JsonSchemaProblem(string Path, string English, string Korean);
