namespace FlowBuilder.Core.Accounts;

/// <summary>What became of a change to an account.</summary>
public enum AccountUpdate
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>There is no such account.</summary>
    NotFound,

    /// <summary>It was changed since it was read.</summary>
    Changed,

    /// <summary>Another account has the name, or is the same at its provider.</summary>
    NameTaken,

    /// <summary>No administrator would be left.</summary>
    LastAdministrator,
}
