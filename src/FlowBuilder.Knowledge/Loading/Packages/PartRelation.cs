namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>What one part of a package points to.</summary>
/// <param name="Id">Its id within the part.</param>
/// <param name="Type">The last segment of its type's address, such as <c>slide</c>: the same in both variants of the standard.</param>
/// <param name="Target">The path of the part that it leads to, from the package's root and without a leading slash.</param>
internal sealed record PartRelation(string Id, string Type, string Target);
