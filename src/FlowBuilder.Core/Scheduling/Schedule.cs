using System.Collections.Immutable;
using System.Text.Json;

namespace FlowBuilder.Core.Scheduling;

/// <summary>At what times a published flow runs by itself, and with which inputs.</summary>
public sealed record Schedule
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The endpoint that it runs: whichever version answers there at that time.</summary>
    public required string Slug { get; init; }

    /// <summary>What it is for, in its maker's words; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>When, as <see cref="Cron.CronExpression"/> reads it.</summary>
    public required string Cron { get; init; }

    /// <summary>The IANA id of the time zone in which the times are meant, such as <c>Asia/Seoul</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The inputs of each run, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The conversation that its runs belong to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>Whether it runs.</summary>
    /// <value>True by default.</value>
    public bool IsEnabled { get; init; } = true;

    /// <summary>What is done about times that passed while the program was not there.</summary>
    public MissedPolicy Missed { get; init; } = MissedPolicy.Once;

    /// <summary>1, and one more with each change: who works with an older one may not start its runs any more.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>Times up to this one are dealt with, in UTC.</summary>
    public DateTimeOffset HandledUntil { get; init; }
}
