namespace FlowBuilder.Core.Values;

/// <summary>A picture as a value: its bytes, or the address where it lies.</summary>
/// <param name="MediaType">Media type such as <c>image/png</c>.</param>
/// <param name="Content">The bytes; empty where <paramref name="Address"/> is given.</param>
/// <param name="Address">Where the picture lies, for providers that fetch it themselves; or null.</param>
public sealed record ImageValue(string MediaType, ReadOnlyMemory<byte> Content, Uri? Address = null);
