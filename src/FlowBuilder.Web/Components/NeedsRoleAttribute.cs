using System.Reflection;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Components;

/// <summary>Says that a page is made only for people who may do at least what a role may; others are told that it is not for them.</summary>
/// <param name="role">The least role.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsRoleAttribute(AccountRole role) : Attribute
{
    /// <summary>The least role.</summary>
    public AccountRole Role { get; } = role;

    /// <summary>The least role that a page is for; null where it is for everybody.</summary>
    public static AccountRole? Of(Type page) => page.GetCustomAttribute<NeedsRoleAttribute>()?.Role;
}
