namespace FlowBuilder.Benchmarks.Load;

/// <summary>What became of one call.</summary>
internal sealed record StreamedAnswer
{
    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Whether it says when to come back.</summary>
    public bool HasRetryAfter { get; init; }

    /// <summary>Why there was no answer, or none to its end.</summary>
    public string? Failure { get; init; }

    /// <summary>Tokens that came.</summary>
    public int Tokens { get; init; }

    /// <summary>Whether they came in order, none left out.</summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>Whether it ended with the run's own end.</summary>
    public bool IsComplete { get; init; }

    /// <summary>From the call to the first token.</summary>
    public double? FirstTokenMs { get; init; }

    /// <summary>When each token was read, by the clock of <see cref="System.Diagnostics.Stopwatch"/>, and how long after its writing by the model.</summary>
    public IReadOnlyList<(long At, double Ms)> Delays { get; init; } = [];
}
