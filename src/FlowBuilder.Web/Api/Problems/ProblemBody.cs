namespace FlowBuilder.Web.Api.Problems;

/// <summary>The JSON of a problem.</summary>
internal sealed record ProblemBody
{
    /// <summary>The kind of problem in a few words, the same for every problem of its status.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable code.</summary>
    public required string Code { get; init; }

    /// <summary>Each single thing that is wrong; absent where the detail says it all.</summary>
    public IReadOnlyList<ProblemItem>? Problems { get; init; }

    /// <summary>The run that it is about.</summary>
    public string? RunId { get; init; }

    /// <summary>The node that it is about.</summary>
    public string? NodeId { get; init; }

    /// <summary>The revision that is stored, where another was expected.</summary>
    public long? CurrentRevision { get; init; }

    /// <summary>Finds the detail in the program's log.</summary>
    public string? TraceId { get; init; }
}
