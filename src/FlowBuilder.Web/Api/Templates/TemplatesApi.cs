using System.Globalization;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Flows;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Gallery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Templates;

/// <summary>Flows to begin with.</summary>
internal static class TemplatesApi
{
    /// <summary>Maps the calls on templates.</summary>
    public static void MapTemplatesApi(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Templates");
        templates.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists templates in the request's language, the operator's own first.")
            .WithDescription("q: words that name, description, tags or node titles must have; tag: a tag, several times for several.");
        templates.MapGet("/{id}", FindAsync).Needs(AccountRole.Viewer).WithSummary("Gives a template's flow file.")
            .Produces<JsonObject>(200, "application/json").ProducesProblem(404);
        templates.MapPost("/{id}/use", UseAsync).Needs(AccountRole.Editor).WithSummary("Stores a copy of a template as a new flow.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<TemplateListItem>>> ListAsync(string? q, string[]? tag, TemplateGallery gallery, CancellationToken cancellationToken)
    {
        var content = await gallery.ReadAsync(CultureInfo.CurrentUICulture, cancellationToken);
        var query = GalleryQuery.Everything with { Search = q ?? "", Tags = GalleryQuery.Everything.Tags.Union(tag ?? []) };
        return TypedResults.Ok<IReadOnlyList<TemplateListItem>>([.. query.Of(content.Entries, CultureInfo.CurrentUICulture).Select(TemplateListItem.Of)]);
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> FindAsync(
        string id, HttpContext context, TemplateGallery gallery, FlowFormat format, CancellationToken cancellationToken)
    {
        var content = await gallery.ReadAsync(CultureInfo.CurrentUICulture, cancellationToken);
        if (content.Find(id) is not { } entry) return NoTemplate(id);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(format.Write(entry.Template.Flow), "application/json; charset=utf-8");
    }

    private static async Task<Results<Created<FlowSaved>, ApiProblem>> UseAsync(
        string id, HttpContext context, TemplateGallery gallery, PersonalStores stores, FlowValidator validator, CancellationToken cancellationToken)
    {
        var content = await gallery.ReadAsync(CultureInfo.CurrentUICulture, cancellationToken);
        if (content.Find(id) is not { } entry) return NoTemplate(id);
        var stored = (await stores.Bundles(context.Person()).StoreAsync(entry.Template.Bundle, cancellationToken))[0];
        context.Response.Headers.ETag = Revisions.TagOf(stored.Revision);
        return TypedResults.Created(ApiPaths.Flow(stored.Id), new FlowSaved(stored.Id, stored.Revision, [.. validator.Check(stored.Flow).Select(ProblemItem.Of)]));
    }

    private static ApiProblem NoTemplate(string id)
    {
        var name = id.Length <= 80 ? id : id[..79] + "…";
        return new(StatusCodes.Status404NotFound, "gallery.not-found", LocalText.Of(
            $"There is no template \"{name}\".", $"\"{name}\" 템플릿이 없습니다."));
    }
}
