using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Holds every request to what its route needs, before anything of its body is read. What is not marked is closed.</summary>
/// <remarks>What is not there for a person is answered as what is not there at all, by the same code and without a look into its store.</remarks>
internal sealed class AccessCheck(RequestDelegate next, AccessRules rules, RouteResources resources, AccessEnds ends)
{
    // Files that were added since the program was built, which the framework maps by itself in development, where no mark reaches.
    private const string LateFiles = "{**path:file}";

    public async Task InvokeAsync(HttpContext context)
    {
        // What routing itself answers with, such as 405, is none of the program's routes.
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
            return;
        }

        var need = NeedOf(route) ?? throw new ApiException(AccessProblems.Denied);
        using var watch = need.HasOwnDoor ? null : await EnterAsync(context, need);
        await next(context);
    }

    /// <summary>What a route needs; null where nobody said, so that it is closed.</summary>
    public static AccessNeed? NeedOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<AccessNeed>() ?? (route.RoutePattern.RawText == LateFiles ? new AccessNeed(AccountRole.Viewer) { HasOwnDoor = true } : null);

    private async ValueTask<IDisposable?> EnterAsync(HttpContext context, AccessNeed need)
    {
        var person = context.Person();
        if (!person.Is(need.Role)) throw new ApiException(AccessProblems.RoleNeeded(need.Role));
        if (need.Place == AccessPlace.None || person.Is(AccountRole.Administrator)) return null;
        var (found, notFound) = await resources.FindAsync(need.Place, context.Request.RouteValues, context.RequestAborted);
        if (found is not { } resource) throw new ApiException(notFound);

        // Before it is looked at, so that no change falls in between. Who takes or gives away ownership ends nothing of their own.
        var watch = need.Level == AccessLevel.Own ? null : ends.Watch(resource, () => rules.Allows(person, resource, need.Level), context.Abort);
        var level = rules.LevelOf(person, resource);
        if (level >= need.Level) return watch;
        watch?.Dispose();
        throw new ApiException(level == AccessLevel.None ? notFound : AccessProblems.LevelNeeded(need.Level));
    }
}
