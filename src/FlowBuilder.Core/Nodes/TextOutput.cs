using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Nodes;

/// <summary>What only a port that gives text can do: give it in pieces, or hand on one that is being made.</summary>
public static class TextOutput
{
    /// <summary>Gives the next piece of the port's text. The text is whole when the node ends.</summary>
    public static NodeOutput Delta(this OutputPort<string> port, string chunk) => new(port, null, chunk);

    /// <summary>Gives the next piece of a text on a port that may give anything. The text is whole when the node ends.</summary>
    public static NodeOutput Delta(this OutputPort<object> port, string chunk) => new(port, null, chunk);

    /// <summary>Hands on a live text as this port's own, piece by piece as it comes.</summary>
    public static async IAsyncEnumerable<NodeOutput> DeltasAsync(
        this OutputPort<string> port,
        LiveText text,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return port.Delta(chunk);

        // An empty text is a value too: without it the port would be dead.
        if (text.Length == 0) yield return port.Value("");
    }
}
