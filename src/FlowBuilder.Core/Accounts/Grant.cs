namespace FlowBuilder.Core.Accounts;

/// <summary>What an account may do to something that was shared with it.</summary>
/// <param name="Resource">What was shared.</param>
/// <param name="AccountId">With whom; <see cref="Everyone"/> for every account, <see cref="Nobody"/> for none.</param>
/// <param name="Level">What it may do; not <see cref="AccessLevel.None"/>, and of everyone not <see cref="AccessLevel.Own"/>.</param>
public sealed record Grant(Resource Resource, string AccountId, AccessLevel Level)
{
    /// <summary>Stands for every account, also those to come.</summary>
    public const string Everyone = "*";

    /// <summary>Stands for no account: a connection with this grant is only for those named beside it, also when they are gone.</summary>
    public const string Nobody = "-";
}
