using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Backups;

/// <summary>Backups of the whole installation: made, listed, fetched and removed. They are restored while the program does not run.</summary>
internal static class BackupsApi
{
    private const string ZipType = "application/zip";

    /// <summary>Maps the calls on backups. What is in one is more than a key that reads may see.</summary>
    public static void MapBackupsApi(this IEndpointRouteBuilder api)
    {
        var backups = api.MapGroup("/backups").Needs(AccountRole.Administrator).WithTags("Backups").WithMetadata(new Manages());
        backups.MapGet("", List).WithSummary("Lists the backups, newest first.");
        backups.MapPost("", MakeAsync).WithSummary("Makes a backup, without the key ring, and answers when it is written and checked.").ProducesProblem(507);
        backups.MapGet("/{name}", FetchAsync).WithSummary("Gives a backup's file.").Produces(200, contentType: ZipType).ProducesProblem(403).ProducesProblem(404);
        backups.MapDelete("/{name}", DeleteAsync).WithSummary("Removes a backup.").ProducesProblem(404);
    }

    private static Ok<IReadOnlyList<BackupItem>> List(BackupStore backups) =>
        TypedResults.Ok<IReadOnlyList<BackupItem>>([.. backups.List().Select(BackupItem.Of)]);

    private static async Task<Created<BackupItem>> MakeAsync(BackupStore backups, AuditTrail audit, CancellationToken cancellationToken)
    {
        var made = await backups.MakeAsync(target: null, withKeys: false, cancellationToken);
        await audit.WriteAsync("backup.made", made.Name);
        return TypedResults.Created(ApiPaths.Backup(made.Name), BackupItem.Of(made));
    }

    private static async Task<Results<PhysicalFileHttpResult, ApiProblem>> FetchAsync(string name, HttpContext context, BackupStore backups, AuditTrail audit)
    {
        if (backups.Find(name) is not { } backup) return None;
        if (backup.HasKeys) return WithKeys;
        await audit.WriteAsync("backup.fetched", name);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(backup.Path, ZipType, backup.Name);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string name, BackupStore backups, AuditTrail audit)
    {
        if (!backups.Delete(name)) return None;
        await audit.WriteAsync("backup.deleted", name);
        return TypedResults.NoContent();
    }

    private static ApiProblem None => new(StatusCodes.Status404NotFound, "backup.not-found", LocalText.Of(
        "There is no backup of that name.", "해당 이름의 백업이 없습니다."));

    private static ApiProblem WithKeys => new(StatusCodes.Status403Forbidden, "backup.has-keys", LocalText.Of(
        "This backup holds the key ring, with which all secrets can be read. Fetch it from the server's disk.",
        "이 백업에는 모든 비밀 값을 읽을 수 있는 키 링이 들어 있습니다. 서버 디스크에서 직접 가져오세요."));
}
