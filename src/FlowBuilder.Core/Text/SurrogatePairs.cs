namespace FlowBuilder.Core.Text;

/// <summary>Keeps the two halves of a surrogate pair together, so that every piece of a text can be written as JSON.</summary>
internal static class SurrogatePairs
{
    /// <summary>The part of a piece that is text of its own; half a pair at its end waits for the next piece.</summary>
    /// <param name="heldBack">The half that waits; 0 for none.</param>
    /// <param name="chunk">The piece.</param>
    public static string Whole(ref char heldBack, string chunk)
    {
        if (heldBack != '\0' && chunk.Length > 0) (chunk, heldBack) = (heldBack + chunk, '\0');
        if (chunk.Length == 0 || !char.IsHighSurrogate(chunk[^1])) return chunk;
        heldBack = chunk[^1];
        return chunk[..^1];
    }
}
