using System.Collections.Immutable;

namespace FlowBuilder.Core.Values;

/// <summary>One message of a conversation: who speaks, what they say, what they show.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What they say; may be empty where there are images.</param>
public sealed record Message(MessageRole Role, string Text)
{
    /// <summary>Pictures that go with the text.</summary>
    public ImmutableArray<ImageValue> Images { get; init; } = [];
}
