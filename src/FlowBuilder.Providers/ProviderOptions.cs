namespace FlowBuilder.Providers;

/// <summary>What may be set for all providers alike.</summary>
public sealed record ProviderOptions
{
    /// <summary>How long the demo model pauses after each word that it streams.</summary>
    /// <value>15 milliseconds by default; zero streams without a pause.</value>
    public TimeSpan OfflineWordDelay { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>The wait before the first retry where the provider names none; it doubles from retry to retry, with jitter.</summary>
    /// <value>Half a second by default.</value>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait for a connection to a provider to be made.</summary>
    /// <value>15 seconds by default.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait for a provider's list of models.</summary>
    /// <value>15 seconds by default.</value>
    public TimeSpan ListModelsTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
