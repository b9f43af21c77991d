using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>A program with people in it: an editor who owns a published flow and a knowledge base, a viewer who was shown the flow, another editor with whom nothing was shared.</summary>
internal sealed class AccessStage : IAsyncDisposable
{
    public const string Slug = "owned";
    public const string Base = "owned-base";
    public const string Document = "owned-note";
    public const string Connection = "company";
    public const string LimitedConnection = "prod";
    public const string Secret = "fbcanary-of-the-editor";

    private AccessStage(Dictionary<string, string>? settings) => Program = new TestProgram((settings ?? []).WithAdministrator());

    public TestProgram Program { get; }

    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Viewer { get; private set; } = null!;

    public HttpClient Editor { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public HttpClient Administrator { get; private set; } = null!;

    /// <summary>A key of the editor that may only run.</summary>
    public HttpClient Key { get; private set; } = null!;

    /// <summary>A key of the other editor that may do everything.</summary>
    public HttpClient OtherKey { get; private set; } = null!;

    public string ViewerId { get; private set; } = "";

    public string EditorId { get; private set; } = "";

    public string OtherId { get; private set; } = "";

    public string KeyId { get; private set; } = "";

    public string KeySecret { get; private set; } = "";

    public string Flow { get; private set; } = "";

    public string Run { get; private set; } = "";

    public string Schedule { get; private set; } = "";

    public string Webhook { get; private set; } = "";

    public string Target { get; private set; } = "";

    public static async Task<AccessStage> OpenAsync(CancellationToken cancellationToken, Dictionary<string, string>? settings = null)
    {
        var stage = new AccessStage(settings);
        try
        {
            await stage.SetAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the server has of what is shared.</summary>
    public AccessRules Rules => Program.Services.GetRequiredService<AccessRules>();

    /// <summary>Stores a flow that is drawn as text, by the API.</summary>
    public async Task<string> StoreAsync(HttpClient client, string drawing, CancellationToken cancellationToken)
    {
        using var answer = await client.PostBytesAsync("api/v1/flows", Program.FileOf(drawing), cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>Shares something by the API.</summary>
    public static async Task ShareAsync(HttpClient client, string path, CancellationToken cancellationToken, params (string Account, string Level)[] grants)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/{path}/access", new { grants = grants.Select(grant => new { account = grant.Account, level = grant.Level }) }, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>A client that shows a key.</summary>
    public HttpClient ClientOf(string key)
    {
        var client = Program.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Anonymous, Viewer, Editor, Other, Administrator, Key, OtherKey }) client?.Dispose();
        await Program.DisposeAsync();
    }

    private async Task SetAsync(CancellationToken cancellationToken)
    {
        Anonymous = Program.Client();
        Administrator = await Program.AdministratorAsync(cancellationToken);
        (ViewerId, Viewer) = await Program.JoinAsync("viewer@example.com", AccountRole.Viewer, cancellationToken);
        (EditorId, Editor) = await Program.JoinAsync("editor@example.com", AccountRole.Editor, cancellationToken);
        (OtherId, Other) = await Program.JoinAsync("other@example.com", AccountRole.Editor, cancellationToken);

        Flow = await StoreAsync(Editor, Drawings.Says(Secret), cancellationToken);
        await Editor.PublishAsync(Flow, Slug, cancellationToken);
        using (var run = await Editor.RunAsync(Flow, """{"inputs":{"question":"?"}}""", cancellationToken)) Run = (await run.JsonAsync(cancellationToken)).GetProperty("runId").GetString()!;
        await Editor.MakeBaseAsync(Base, new { embedding = (object?)null }, cancellationToken);
        await Editor.AddTextsAsync(Base, cancellationToken, (Document, Secret));
        await Editor.IdleAsync(Base, cancellationToken);
        Schedule = await MakeAsync(Editor, $"endpoints/{Slug}/schedules", new { cron = "0 3 1 1 *", inputs = new { question = "?" } }, cancellationToken);
        Webhook = await MakeAsync(Editor, $"endpoints/{Slug}/hooks", new { name = "hook", signature = "standard", inputs = new { question = "text" } }, cancellationToken);
        Target = await MakeAsync(Editor, $"endpoints/{Slug}/targets", new { url = "https://example.com/hook" }, cancellationToken);
        await ShareAsync(Editor, $"flows/{Flow}", cancellationToken, (EditorId, "own"), (ViewerId, "view"));
        await ConnectAsync(Connection, cancellationToken);
        await ConnectAsync(LimitedConnection, cancellationToken);
        using (var limited = await Administrator.PutAsJsonAsync($"api/v1/connections/{LimitedConnection}/access", new { grants = new[] { new { account = EditorId, level = "view" } }, limited = true }, cancellationToken))
            limited.EnsureSuccessStatusCode();
        KeySecret = await Editor.MakeKeyAsync(cancellationToken);
        KeyId = KeySecret.Split('_')[1];
        Key = ClientOf(KeySecret);
        OtherKey = ClientOf(await Other.MakeKeyAsync(new { name = "all", scopes = new[] { "run", "manage" } }, cancellationToken));
    }

    private async Task ConnectAsync(string name, CancellationToken cancellationToken)
    {
        using var answer = await Administrator.PostAsJsonAsync("api/v1/connections", new { name, kind = "openai", apiKey = "fbcanary-key", models = new[] { "m" } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> MakeAsync(HttpClient client, string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/{path}", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("id").GetString()!;
    }
}
