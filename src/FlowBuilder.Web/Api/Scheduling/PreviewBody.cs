namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>A rule whose times somebody wants to see before using it.</summary>
internal sealed record PreviewBody
{
    /// <summary>The rule, as five fields.</summary>
    public required string Cron { get; init; }

    /// <summary>The IANA id of the time zone in which it is meant; by default this machine's.</summary>
    public string? TimeZone { get; init; }
}
