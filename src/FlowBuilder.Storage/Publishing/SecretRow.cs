namespace FlowBuilder.Storage.Publishing;

/// <summary>The secrets of a webhook or of a delivery target as its row has them.</summary>
internal sealed class SecretRow
{
    public const string Columns = "secret AS Secret, former_secret AS FormerSecret, former_secret_until AS FormerSecretUntil";

    public byte[]? Secret { get; init; }

    public byte[]? FormerSecret { get; init; }

    public string? FormerSecretUntil { get; init; }

    /// <summary>Those that are valid at a time, the present one first.</summary>
    public IEnumerable<byte[]?> ValidAt(string time) =>
        FormerSecretUntil is { } until && string.CompareOrdinal(time, until) < 0 ? [Secret, FormerSecret] : [Secret];
}
