namespace FlowBuilder.Core.Auditing;

/// <summary>Who did what, when, to what. Holds no secret and nothing of what flows work on.</summary>
public sealed record AuditEntry
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that did it; null for whoever sits at this machine, and for somebody who is not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>What whoever did it was called then; of a sign-in that failed, the name that was tried.</summary>
    public required string Actor { get; init; }

    /// <summary>The API key that it was done with; null for none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The address that it came from; null where it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, as <c>flow.deleted</c>: the kind of thing and a verb in the past.</summary>
    public required string Action { get; init; }

    /// <summary>The id of what it was done to; null where there is none.</summary>
    public string? TargetId { get; init; }

    /// <summary>What that was called then; null where it has no name.</summary>
    public string? TargetName { get; init; }

    /// <summary>More about it in a few words that no person need translate, such as <c>viewer → editor</c>; null for nothing.</summary>
    public string? Detail { get; init; }
}
