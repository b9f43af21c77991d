using FlowBuilder.Core.Values;

namespace FlowBuilder.Testing.Nodes;

/// <summary>A live text that a test writes piece by piece.</summary>
public sealed class LiveTextSource
{
    /// <summary>The text as nodes read it.</summary>
    public LiveText Text { get; } = new();

    /// <summary>Adds a piece.</summary>
    public void Append(string chunk) => Text.Append(chunk);

    /// <summary>Ends the text.</summary>
    public void Complete() => Text.Complete();

    /// <summary>Breaks the text off.</summary>
    public void Break(Exception failure) => Text.Break(failure);
}
