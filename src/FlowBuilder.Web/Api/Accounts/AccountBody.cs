using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>An account that is to be made.</summary>
internal sealed record AccountBody
{
    /// <summary>The name that it signs in with.</summary>
    public required string Name { get; init; }

    /// <summary>viewer, editor or administrator.</summary>
    public required AccountRole Role { get; init; }
}
