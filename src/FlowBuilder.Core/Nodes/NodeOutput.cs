namespace FlowBuilder.Core.Nodes;

/// <summary>One thing that a node gives while it runs: a port's value, or the next piece of a port's text.</summary>
/// <remarks>Made by the members of <see cref="OutputPort{T}"/> and <see cref="TextOutput"/>.</remarks>
public readonly record struct NodeOutput
{
    internal NodeOutput(OutputPort port, object? value, string? delta)
    {
        Port = port;
        Value = value;
        Delta = delta;
    }

    /// <summary>The port it is given on.</summary>
    public OutputPort Port { get; }

    /// <summary>The whole value, or null for a piece of text.</summary>
    public object? Value { get; }

    /// <summary>The next piece of text, or null for a whole value.</summary>
    public string? Delta { get; }
}
