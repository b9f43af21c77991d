namespace FlowBuilder.Web.Api.Connections;

/// <summary>What came of asking a connection's provider or database.</summary>
/// <param name="Ok">Whether it answered.</param>
/// <param name="Models">The models that it offers.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Code">Why it did not answer: a stable code.</param>
/// <param name="Message">Why it did not answer, and what to do.</param>
internal sealed record ConnectionTest(bool Ok, IReadOnlyList<string>? Models, double DurationMs, string? Code, string? Message)
{
    /// <summary>The tables that a database's account may read; absent for a provider of models.</summary>
    public IReadOnlyList<string>? Tables { get; init; }
}
