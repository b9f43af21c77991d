namespace FlowBuilder.Knowledge.Loading;

/// <summary>A file on its way through a loader.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Budget">What it may still use.</param>
internal sealed record FileToLoad(string Name, ReadOnlyMemory<byte> Content, LoadBudget Budget);
