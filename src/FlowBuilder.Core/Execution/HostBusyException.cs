namespace FlowBuilder.Core.Execution;

/// <summary>The host has as many runs under way as it allows. Nothing was started; try again a little later.</summary>
/// <param name="limit">The runs that are allowed at once.</param>
public sealed class HostBusyException(int limit) : Exception($"{limit} runs are under way, the most allowed at once.")
{
    /// <summary>The runs that are allowed at once.</summary>
    public int Limit { get; } = limit;
}
