using System.ComponentModel.DataAnnotations;

namespace FlowBuilder.Core.Execution;

/// <summary>What this host allows of runs.</summary>
public sealed record RunLimits
{
    /// <summary>The longest a run may take.</summary>
    /// <value>30 minutes by default.</value>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The longest one node run may take where its policy says nothing.</summary>
    /// <value>10 minutes by default.</value>
    public TimeSpan NodeTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a cancelled node may take to stop before it is left behind.</summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long runs may go on when the program is told to end, before they are left to its next start.</summary>
    /// <value>30 seconds by default.</value>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Nodes of one run that may be under way at once.</summary>
    /// <value>1 to 10,000; 64 by default.</value>
    [Range(1, 10_000)]
    public int ParallelNodesPerRun { get; init; } = 64;

    /// <summary>Nodes of all runs that may be under way at once.</summary>
    /// <value>1 to 100,000; 4,096 by default.</value>
    [Range(1, 100_000)]
    public int ParallelNodes { get; init; } = 4096;

    /// <summary>Runs that may be under way at once, those that wait for a person not counted; further ones are refused.</summary>
    /// <value>
    /// 1 to 100,000; by default 700 for each processor: streaming 20 tokens a second each, they leave enough of it to answer all
    /// others, and to refuse.
    /// </value>
    [Range(1, 100_000)]
    public int Runs { get; init; } = Math.Min(100_000, 700 * Environment.ProcessorCount);

    /// <summary>Runs that may wait for a person without counting among <see cref="Runs"/>.</summary>
    /// <value>0 to 1,000,000; 10,000 by default.</value>
    [Range(0, 1_000_000)]
    public int WaitingRuns { get; init; } = 10_000;

    /// <summary>The share of the memory that the process may use from which on no further run is begun.</summary>
    /// <value>0.000001 to 1, of what its container allows or the machine has; 0.8 by default.</value>
    [Range(0.000001, 1)]
    public double MemoryShare { get; init; } = 0.8;

    /// <summary>Memory for cached results of one flow, in bytes.</summary>
    /// <value>16 MiB by default.</value>
    [Range(0, long.MaxValue)]
    public long CacheBytesPerFlow { get; init; } = 16 * 1024 * 1024;

    /// <summary>Flows whose results are cached at once.</summary>
    /// <value>64 by default.</value>
    [Range(0, 100_000)]
    public int CachedFlows { get; init; } = 64;
}
