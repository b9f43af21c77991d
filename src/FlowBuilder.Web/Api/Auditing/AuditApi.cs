using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Auditing;

/// <summary>The audit log, for administrators.</summary>
internal static class AuditApi
{
    private const int MostListed = 500;

    /// <summary>Maps the call.</summary>
    public static void MapAuditApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", ListAsync).Needs(AccountRole.Administrator).WithTags("Accounts").WithSummary("Lists who did what, latest first.")
            .WithDescription("Query: account (an id), action (what it begins with, as flow.), target (an id), before (the number of the last entry of the page before), limit (1 to 500; 100 by default).")
            .ProducesProblem(400);

    private static async Task<Ok<IReadOnlyList<AuditItem>>> ListAsync(
        string? account, string? action, string? target, long? before, int? limit, IAuditLog log, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostListed) throw new ApiException(BadLimit);
        var query = new AuditQuery { AccountId = Given(account), Action = Given(action), TargetId = Given(target), Before = before, Top = limit ?? 100 };
        return TypedResults.Ok<IReadOnlyList<AuditItem>>([.. (await log.ListAsync(query, cancellationToken)).Select(AuditItem.Of)]);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ApiProblem BadLimit => new(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
        $"The query parameter limit is 1 to {MostListed}.", $"쿼리 매개변수 limit은 1~{MostListed}입니다."));
}
