namespace FlowBuilder.Core.Values;

/// <summary>Who speaks in a conversation. An open set, as providers add roles.</summary>
/// <param name="Value">Lower-case name, as in files and the API.</param>
public readonly record struct MessageRole(string Value)
{
    /// <summary>The flow's author, instructing the model.</summary>
    public static readonly MessageRole System = new("system");

    /// <summary>The person.</summary>
    public static readonly MessageRole User = new("user");

    /// <summary>The model.</summary>
    public static readonly MessageRole Assistant = new("assistant");

    /// <summary>A tool's result.</summary>
    public static readonly MessageRole Tool = new("tool");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
