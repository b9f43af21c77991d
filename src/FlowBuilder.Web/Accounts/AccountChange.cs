using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>What an administrator changes of an account; null members stay as they are.</summary>
internal sealed record AccountChange
{
    /// <summary>Its new name.</summary>
    public string? Name { get; init; }

    /// <summary>Its new role.</summary>
    public AccountRole? Role { get; init; }

    /// <summary>Whether it is to be switched off.</summary>
    public bool? IsDisabled { get; init; }
}
