namespace FlowBuilder.Core.Auditing;

/// <summary>Which entries of the audit log are asked for.</summary>
public sealed record AuditQuery
{
    /// <summary>Only what that account did.</summary>
    public string? AccountId { get; init; }

    /// <summary>Only actions that begin with that, such as <c>flow.</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Only what was done to that.</summary>
    public string? TargetId { get; init; }

    /// <summary>Only entries before that one: the number of the last one of a page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most, 1 to 500.</summary>
    public int Top { get; init; } = 100;
}
