using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>What a route needs of whoever asks. A route without one is closed to everybody.</summary>
/// <param name="Role">The role, at least.</param>
/// <param name="Place">Where the route names the resource that it is about.</param>
/// <param name="Level">What the person must at least be allowed to do to that resource.</param>
internal sealed record AccessNeed(AccountRole Role, AccessPlace Place = AccessPlace.None, AccessLevel Level = AccessLevel.None)
{
    /// <summary>Whether the route is open to everybody, or looks at its callers itself.</summary>
    public bool HasOwnDoor { get; init; }
}
