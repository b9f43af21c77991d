namespace FlowBuilder.Core.Accounts;

/// <summary>Who does something here: an account, or whoever sits at this machine while there are no accounts.</summary>
/// <param name="AccountId">The account; null for whoever sits at this machine, and for keys from before there were accounts.</param>
/// <param name="Name">What the person is called in the audit log.</param>
/// <param name="Role">What the person may do at most.</param>
public sealed record Person(string? AccountId, string Name, AccountRole Role)
{
    /// <summary>Whoever sits at this machine, while there are no accounts: may do everything.</summary>
    public static Person AtThisMachine { get; } = new(null, "this machine", AccountRole.Administrator);

    /// <summary>Whether the person may do what the role may.</summary>
    public bool Is(AccountRole role) => Role >= role;
}
