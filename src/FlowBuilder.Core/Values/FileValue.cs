namespace FlowBuilder.Core.Values;

/// <summary>A file as a value: its bytes, with the name and type its sender gave it.</summary>
/// <param name="Name">File name without a folder.</param>
/// <param name="MediaType">Media type such as <c>text/plain</c>, or empty where unknown. A claim, not a fact.</param>
/// <param name="Content">The bytes.</param>
public sealed record FileValue(string Name, string MediaType, ReadOnlyMemory<byte> Content);
