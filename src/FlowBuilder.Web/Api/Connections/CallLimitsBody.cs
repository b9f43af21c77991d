using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Models;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Connections;

/// <summary>How a connection calls its provider. What is left out stays as it was, or is the default.</summary>
internal sealed record CallLimitsBody
{
    private const int MostAtOnce = 10_000;
    private const int MostWaiting = 100_000;
    private const int MostRetries = 10;
    private const int MostSeconds = 3600;

    /// <summary>Calls under way at once; further ones wait.</summary>
    public int? CallsAtOnce { get; init; }

    /// <summary>Calls that may wait; further ones are refused.</summary>
    public int? CallsWaiting { get; init; }

    /// <summary>Tries after the first one, while nothing was received.</summary>
    public int? Retries { get; init; }

    /// <summary>The longest wait for the first token, in seconds.</summary>
    public double? FirstTokenSeconds { get; init; }

    /// <summary>The longest silence between two tokens, in seconds.</summary>
    public double? BetweenTokensSeconds { get; init; }

    /// <summary>The limits as a caller reads them.</summary>
    public static CallLimitsBody Of(ConnectionLimits limits) => new()
    {
        CallsAtOnce = limits.MaxConcurrentCalls,
        CallsWaiting = limits.MaxQueuedCalls,
        Retries = limits.MaxRetries,
        FirstTokenSeconds = limits.FirstTokenTimeout.TotalSeconds,
        BetweenTokensSeconds = limits.BetweenTokensTimeout.TotalSeconds,
    };

    /// <summary>Everything that is wrong with them.</summary>
    public IEnumerable<FlowDiagnostic> Check()
    {
        if (CallsAtOnce is < 1 or > MostAtOnce) yield return MustBe("callsAtOnce", 1, MostAtOnce);
        if (CallsWaiting is < 0 or > MostWaiting) yield return MustBe("callsWaiting", 0, MostWaiting);
        if (Retries is < 0 or > MostRetries) yield return MustBe("retries", 0, MostRetries);
        if (FirstTokenSeconds is not (null or >= 1 and <= MostSeconds)) yield return MustBe("firstTokenSeconds", 1, MostSeconds);
        if (BetweenTokensSeconds is not (null or >= 1 and <= MostSeconds)) yield return MustBe("betweenTokensSeconds", 1, MostSeconds);
    }

    /// <summary>The limits with these in place of theirs; call <see cref="Check"/> before.</summary>
    public ConnectionLimits In(ConnectionLimits limits) => limits with
    {
        MaxConcurrentCalls = CallsAtOnce ?? limits.MaxConcurrentCalls,
        MaxQueuedCalls = CallsWaiting ?? limits.MaxQueuedCalls,
        MaxRetries = Retries ?? limits.MaxRetries,
        FirstTokenTimeout = FirstTokenSeconds is { } first ? TimeSpan.FromSeconds(first) : limits.FirstTokenTimeout,
        BetweenTokensTimeout = BetweenTokensSeconds is { } between ? TimeSpan.FromSeconds(between) : limits.BetweenTokensTimeout,
    };

    private static FlowDiagnostic MustBe(string member, int least, int most) =>
        MemberProblem.MustBe("connection.invalid", $"limits.{member}", $"{least} to {most:N0}, or left out", $"{least}~{most:N0} 또는 생략");
}
