using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Says of routes what they need; of several marks the one nearest to the route counts.</summary>
internal static class AccessMarks
{
    /// <summary>Whoever asks needs the role.</summary>
    public static T Needs<T>(this T routes, AccountRole role)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AccessNeed(role));

    /// <summary>Whoever asks needs that much of the flow <c>{id}</c>.</summary>
    public static T NeedsFlow<T>(this T routes, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.Needs(AccessPlace.Flow, level);

    /// <summary>Whoever asks needs that much of the flow of the run <c>{runId}</c>.</summary>
    public static T NeedsRun<T>(this T routes, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.Needs(AccessPlace.Run, level);

    /// <summary>Whoever asks needs that much of the flow of the endpoint <c>{slug}</c>.</summary>
    public static T NeedsEndpoint<T>(this T routes, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.Needs(AccessPlace.Endpoint, level);

    /// <summary>Whoever asks needs that much of the knowledge base <c>{id}</c>.</summary>
    public static T NeedsKnowledge<T>(this T routes, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.Needs(AccessPlace.Knowledge, level);

    /// <summary>Whoever asks needs the editor's role, and that much of the connection <c>{name}</c>.</summary>
    public static T NeedsConnection<T>(this T routes, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AccessNeed(AccountRole.Editor, AccessPlace.Connection, level));

    /// <summary>The routes are open to everybody, or look at their callers themselves: what each does says its own code.</summary>
    public static T HasOwnDoor<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AccessNeed(AccountRole.Viewer) { HasOwnDoor = true });

    private static T Needs<T>(this T routes, AccessPlace place, AccessLevel level)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AccessNeed(AccountRole.Viewer, place, level));
}
