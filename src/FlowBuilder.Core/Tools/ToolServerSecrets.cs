namespace FlowBuilder.Core.Tools;

/// <summary>What becomes of a server's secrets when it is changed.</summary>
public static class ToolServerSecrets
{
    /// <summary>The changed server with the values that it keeps; a secret that has a value nowhere is left out.</summary>
    /// <param name="changed">The server as it was described.</param>
    /// <param name="stored">The one that it replaces, or null.</param>
    public static ToolServer Kept(ToolServer changed, ToolServer? stored) => changed with
    {
        Secrets =
        [
            .. changed.Secrets
                .Select(secret => secret.Value is null ? secret with { Value = stored?.Secrets.FirstOrDefault(other => other.Name == secret.Name)?.Value } : secret)
                .Where(secret => secret.Value is not null),
        ],
    };

    /// <summary>Whether values that are kept would go to another place than the one they were given for.</summary>
    /// <param name="changed">The server as it was described.</param>
    /// <param name="stored">The one that it replaces.</param>
    public static bool WouldMove(ToolServer changed, ToolServer stored)
    {
        if (!changed.Secrets.Any(secret => secret.Value is null)) return false;
        return changed.Kind != stored.Kind
            || changed.Address?.GetLeftPart(UriPartial.Authority) != stored.Address?.GetLeftPart(UriPartial.Authority)
            || changed.Command != stored.Command
            || !changed.Arguments.SequenceEqual(stored.Arguments);
    }
}
