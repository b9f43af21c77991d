using System.Collections;
using System.Collections.Immutable;

namespace FlowBuilder.Core.Values;

/// <summary>A conversation, oldest message first: the value of a <c>messages</c> port.</summary>
public sealed class MessageList(ImmutableArray<Message> messages) : IReadOnlyList<Message>
{
    /// <summary>A conversation in which nothing was said.</summary>
    public static readonly MessageList Empty = new([]);

    /// <inheritdoc/>
    public int Count => messages.Length;

    /// <inheritdoc/>
    public Message this[int index] => messages[index];

    /// <inheritdoc/>
    public IEnumerator<Message> GetEnumerator() => ((IEnumerable<Message>)messages).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
