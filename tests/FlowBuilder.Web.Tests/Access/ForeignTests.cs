using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Hubs;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>What belongs to others is for nobody to see, to change, or to tell from what is not there.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ForeignTests
{
    private const string Nowhere = "nowhere00001";

    private AccessStage _stage = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => _stage = await AccessStage.OpenAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task CloseAsync() => await _stage.DisposeAsync();

    [Test, CancelAfter(120_000)]
    [Hazard("SEC-30", "SEC-33", "SEC-34", "SEC-38")]
    public async Task Every_route_answers_what_is_others_as_what_is_not_there(CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var client in new[] { _stage.Other, _stage.OtherKey })
        {
            foreach (var route in RouteList.Of(_stage).Where(route => route.Need is { Place: AccessPlace.Flow or AccessPlace.Run or AccessPlace.Endpoint or AccessPlace.Knowledge }))
            {
                var there = await TellAsync(client, route, hole => RouteList.ValueOf(_stage, route.Pattern, hole), cancellationToken);
                var notThere = await TellAsync(client, route, hole => IsResource(hole, route.Pattern) ? Nowhere : RouteList.ValueOf(_stage, route.Pattern, hole), cancellationToken);
                Assert.That(there, Does.StartWith("404\n"), $"{route.Method} {route.Pattern}");
                Assert.That(there, Is.EqualTo(notThere), $"{route.Method} {route.Pattern}");
                asked++;
            }
        }

        Assert.That(asked, Is.GreaterThan(100));
        using var mine = await _stage.Editor.GetAsync($"api/v1/flows/{_stage.Flow}", cancellationToken);
        Assert.That((int)mine.StatusCode, Is.EqualTo(200), "and nothing was done to it");
    }

    [TestCase("POST", "api/v1/endpoints/{0}", """{"inputs":{"question":"?"}}""")]
    [TestCase("GET", "api/v1/endpoints/{0}/openapi.json", null)]
    [TestCase("GET", "api/v1/endpoints/{0}/runs/{1}", null)]
    [TestCase("GET", "api/v1/endpoints/{0}/runs/{1}/events", null)]
    [TestCase("POST", "api/v1/endpoints/{0}/runs/{1}/cancel", "")]
    [TestCase("GET", "api/v1/endpoints/{0}/chat", null)]
    [TestCase("POST", "api/v1/endpoints/{0}/chat", """{"message":"?"}""")]
    [TestCase("POST", "api/v1/prediction/{0}", """{"question":"?"}""")]
    [TestCase("POST", "api/v1/run/{0}", """{"input_value":"?"}""")]
    [TestCase("POST", "v1/chat/completions", """{"model":"{0}","messages":[{"role":"user","content":"?"}]}""")]
    [TestCase("GET", "v1/models/{0}", null)]
    [TestCase("POST", "mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{0}","arguments":{"question":"?"}}}""")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-30", "SEC-38")]
    public async Task A_key_of_another_calls_an_endpoint_as_one_that_is_not_there(string method, string path, string? body, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { AccessStage.Slug, _stage.Flow })
        {
            var there = await TellAsync(_stage.OtherKey, method, path, body, name, cancellationToken);
            var notThere = await TellAsync(_stage.OtherKey, method, path, body, Nowhere, cancellationToken);
            Assert.That(there, Is.EqualTo(notThere));
            Assert.That(there, Does.StartWith("404\n").Or.Contain("There is no tool"));
            Assert.That(there, Does.Not.Contain(AccessStage.Secret));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-31")]
    public async Task A_key_of_another_lists_no_endpoint_of_others(CancellationToken cancellationToken)
    {
        using var models = await _stage.OtherKey.GetAsync("v1/models", cancellationToken);
        Assert.That((await models.JsonAsync(cancellationToken)).GetProperty("data").GetArrayLength(), Is.Zero);
        using var request = new HttpRequestMessage(HttpMethod.Post, "mcp") { Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var tools = await _stage.OtherKey.SendAsync(request, cancellationToken);
        var text = await tools.Content.ReadAsStringAsync(cancellationToken);
        Assert.That(text, Does.Contain("\"tools\"").And.Not.Contain(AccessStage.Slug));

        using var own = await _stage.Key.GetAsync("v1/models", cancellationToken);
        Assert.That(await own.Content.ReadAsStringAsync(cancellationToken), Does.Contain(AccessStage.Slug), "and its owner's key does");
    }

    [TestCase("flows")]
    [TestCase("flows/bin")]
    [TestCase("endpoints")]
    [TestCase("runs", "flowId", "endpoint", "status", "session", "before", "limit")]
    [TestCase("waiting")]
    [TestCase("knowledge")]
    [TestCase("keys")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-31")]
    public async Task No_list_has_a_row_of_others_whatever_is_asked(string list, params string[] parameters)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        var values = new[] { "", "null", "*", "%", _stage.Flow, AccessStage.Slug, _stage.Run, "2999-01-01T00:00:00Z", "1000", "completed" };
        string[] queries = ["", .. from parameter in parameters.Append("flow").Append("accountId").Append("all") from value in values select $"?{parameter}={Uri.EscapeDataString(value)}"];
        foreach (var query in queries)
        {
            using var answer = await _stage.Other.GetAsync($"api/v1/{list}{query}", cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200).Or.EqualTo(400), query);
            Assert.That(text, Does.Not.Contain(_stage.Run).And.Not.Contain(_stage.KeyId).And.Not.Contain(AccessStage.Base), query);
            if (!text.Contains("\"flow", StringComparison.Ordinal) && (int)answer.StatusCode == 400) continue;
            Assert.That(text, Does.Not.Contain(_stage.Flow).And.Not.Contain($"\"{AccessStage.Slug}\""), query);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-31")]
    public async Task The_owner_and_those_who_were_shown_a_flow_list_it(CancellationToken cancellationToken)
    {
        foreach (var client in new[] { _stage.Editor, _stage.Viewer, _stage.Administrator })
        {
            foreach (var list in new[] { "flows", "endpoints", "runs" })
            {
                using var answer = await client.GetAsync($"api/v1/{list}", cancellationToken);
                Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Contain(_stage.Flow), list);
            }
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-33")]
    public async Task A_document_of_others_is_not_previewed(CancellationToken cancellationToken)
    {
        using var there = await _stage.Other.PostAsJsonAsync("api/v1/knowledge/preview", new { document = new { knowledgeId = AccessStage.Base, documentId = AccessStage.Document } }, cancellationToken);
        using var notThere = await _stage.Other.PostAsJsonAsync("api/v1/knowledge/preview", new { document = new { knowledgeId = Nowhere, documentId = AccessStage.Document } }, cancellationToken);
        using var mine = await _stage.Editor.PostAsJsonAsync("api/v1/knowledge/preview", new { document = new { knowledgeId = AccessStage.Base, documentId = AccessStage.Document } }, cancellationToken);

        Assert.That(await PlainAsync(there, AccessStage.Base, cancellationToken), Is.EqualTo(await PlainAsync(notThere, Nowhere, cancellationToken)).And.StartWith("404\n"));
        Assert.That(await mine.Content.ReadAsStringAsync(cancellationToken), Does.Contain(AccessStage.Secret));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-37")]
    public async Task Nobody_but_its_owner_and_administrators_removes_a_key(CancellationToken cancellationToken)
    {
        var secret = await _stage.Editor.MakeKeyAsync(cancellationToken);
        var id = secret.Split('_')[1];
        foreach (var client in new[] { _stage.Other, _stage.OtherKey, _stage.Viewer })
        {
            using var there = await client.DeleteAsync($"api/v1/keys/{id}", cancellationToken);
            using var notThere = await client.DeleteAsync($"api/v1/keys/{Nowhere}", cancellationToken);
            Assert.That(await PlainAsync(there, id, cancellationToken), Is.EqualTo(await PlainAsync(notThere, Nowhere, cancellationToken)).And.StartWith("404\n"));
        }

        using var removed = await _stage.Administrator.DeleteAsync($"api/v1/keys/{id}", cancellationToken);
        Assert.That((int)removed.StatusCode, Is.EqualTo(204));
    }

    [TestCase("GET", "accounts")]
    [TestCase("POST", "accounts")]
    [TestCase("GET", "accounts/{0}")]
    [TestCase("PATCH", "accounts/{0}")]
    [TestCase("DELETE", "accounts/{0}")]
    [TestCase("POST", "accounts/{0}/link")]
    [TestCase("GET", "audit")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-37")]
    public async Task Accounts_are_the_administrators_affair(string method, string path, CancellationToken cancellationToken)
    {
        foreach (var client in new[] { _stage.Viewer, _stage.Editor, _stage.OtherKey })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "api/v1/" + path.Replace("{0}", _stage.OtherId, StringComparison.Ordinal))
            {
                Content = method is "POST" or "PATCH" ? new StringContent("""{"role":"administrator","isDisabled":true}""", Encoding.UTF8, "application/json") : null,
            };
            using var answer = await client.SendAsync(request, cancellationToken);
            Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("access.denied"));
        }

        using var still = await _stage.Other.GetAsync("api/v1/account", cancellationToken);
        Assert.That((await still.JsonAsync(cancellationToken)).GetProperty("role").GetString(), Is.EqualTo("editor"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-38")]
    public async Task A_run_of_others_cannot_be_followed_started_or_stopped_over_the_hub(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", _stage.Other.DefaultRequestHeaders.GetValues("Cookie").Single());
        await socket.ConnectAsync(HubCalls.AddressOf(_stage.Program), cancellationToken);
        await using var hub = await HubClient.ConnectAsync(socket, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await HubCalls.CodeOfAsync(hub.StreamAsync("Watch", cancellationToken, _stage.Run, 0)), Is.EqualTo("run.not-found"));
            Assert.That(await HubCalls.CodeOfAsync(hub.StreamAsync("Watch", cancellationToken, Nowhere, 0)), Is.EqualTo("run.not-found"));
            Assert.That(await HubCalls.CodeOfAsync(hub.StreamAsync("Start", cancellationToken, _stage.Flow, null)), Is.EqualTo("flow.not-found"));
            Assert.That(await HubCalls.CodeOfAsync(hub.StreamAsync("Start", cancellationToken, Nowhere, null)), Is.EqualTo("flow.not-found"));
            Assert.That((await hub.InvokeAsync("Cancel", cancellationToken, _stage.Run)).GetBoolean(), Is.False);
        }
    }

    private static bool IsResource(string hole, string pattern) => hole switch
    {
        "slug" or "runId" => true,
        "id" => !pattern.Contains("/endpoints/", StringComparison.Ordinal),
        _ => false,
    };

    private static async Task<string> TellAsync(HttpClient client, RouteList.Route route, Func<string, string> valueOf, CancellationToken cancellationToken)
    {
        using var request = route.RequestTo(route.PathWith(valueOf));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var shown = await PlainAsync(answer, Nowhere, cancellationToken);
        foreach (var hole in new[] { "id", "slug", "runId" }) shown = shown.Replace(valueOf(hole), "•", StringComparison.Ordinal);
        return shown;
    }

    private async Task<string> TellAsync(HttpClient client, string method, string path, string? body, string slug, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{0}", slug, StringComparison.Ordinal).Replace("{1}", _stage.Run, StringComparison.Ordinal))
        {
            Content = body is null ? null : new StringContent(body.Replace("{0}", slug, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        if (path == "mcp") request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await PlainAsync(answer, slug, cancellationToken);
    }

    // Status, headers but for the time, and body, with what was asked for struck out.
    private static async Task<string> PlainAsync(HttpResponseMessage answer, string asked, CancellationToken cancellationToken)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Content-Length" or "Content-Security-Policy")).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{body.Replace(asked, "•", StringComparison.Ordinal)}";
    }
}
