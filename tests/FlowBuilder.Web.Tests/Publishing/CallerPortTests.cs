using System.Net;
using System.Net.Sockets;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class CallerPortTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_port_for_callers_answers_calls_and_nothing_else(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-web-");
        string key, hook;
        await using (var owner = new TestProgram(data: folder.FullName))
        {
            using var client = owner.Client();
            await owner.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
            await PublishedChats.PublishAsync(owner, client, "hidden", PublishedChats.Echo, isPublic: false, cancellationToken);
            await PublishedChats.PublishAsync(owner, client, "shown", PublishedChats.Echo, isPublic: true, cancellationToken);
            key = await client.MakeKeyAsync(new { name = "all", scopes = new[] { "run", "manage" } }, cancellationToken);
            hook = (await client.MakeHookAsync("echo", new { name = "Open", signature = "none" }, cancellationToken)).Text("id");
        }

        var statuses = new Dictionary<string, int>();
        var pages = new Dictionary<string, string>();
        await using (var program = StartOnPortForCallers(folder.FullName))
        {
            using var client = program.Client();
            using var call = await client.CallAsync("echo", """{"inputs":{"question":"?"}}""", key, cancellationToken);
            statuses["POST call"] = (int)call.StatusCode;
            var run = (await call.JsonAsync(cancellationToken)).GetProperty("runId").GetString();
            using var korean = program.Client("ko");
            foreach (var slug in new[] { "hidden", "missing" })
            {
                using var page = await korean.GetAsync($"chat/{slug}", cancellationToken);
                pages[slug] = await page.Content.ReadAsStringAsync(cancellationToken);
            }

            using var delivered = await client.PostTextAsync($"api/v1/hooks/{hook}", "{}", cancellationToken);
            statuses["POST webhook"] = (int)delivered.StatusCode;
            foreach (var (method, path) in new[]
                     {
                         ("GET", "api/v1/endpoints/echo/openapi.json"), ("GET", $"api/v1/endpoints/echo/runs/{run}"), ("GET", "health/live"),
                         ("GET", ""), ("GET", "api/v1/flows"), ("GET", "API/V1/FLOWS"), ("GET", "api/v1/endpoints"), ("GET", "api/v1/endpoints/echo"),
                         ("PUT", "api/v1/endpoints/echo"), ("DELETE", "api/v1/endpoints/echo"), ("POST", "api/v1/endpoints/echo/rollback"),
                         ("GET", "api/v1/endpoints/echo/%2e%2e/%2e%2e/flows"), ("GET", "api/v1/keys"), ("GET", $"api/v1/runs/{run}"), ("GET", "_blazor"),
                         ("GET", "openapi/v1.json"), ("GET", "chat/../api/v1/flows"),
                         ("GET", "api/v1/endpoints/echo/chat"), ("GET", "embed.js"), ("GET", "js/embed/chat.js"), ("GET", "css/chatpage.css"),
                         ("GET", "chat/shown"), ("GET", "chat/hidden"), ("GET", "chat/hidden/manifest.webmanifest"),
                         ("GET", "api/v1/endpoints/hidden/try/chat"), ("POST", "api/v1/endpoints/hidden/try/chat"), ("POST", "api/v1/endpoints/echo/try/runs/x/cancel"),
                         ("OPTIONS", "api/v1/endpoints/shown/openapi.json"),
                         ("GET", $"api/v1/hooks/{hook}"), ("GET", "api/v1/endpoints/echo/hooks"), ("GET", "api/v1/endpoints/echo/targets"),
                         ("GET", "icons/chat-192.png"), ("GET", "js/page.js"), ("GET", "css/base.css"),
                     })
            {
                using var answer = await client.AskAsync(new HttpMethod(method), path, key, cancellationToken);
                statuses[$"{method} {path.Replace(run!, "…", StringComparison.Ordinal)}"] = (int)answer.StatusCode;
            }
        }

        folder.Delete(recursive: true);
        Assert.That(pages["hidden"], Is.EqualTo(pages["missing"]).And.Contain("lang=\"ko\"").And.Not.Contain("Echo"));
        var answered = statuses.Where(status => status.Value != 404);
        Assert.That(answered, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["POST call"] = 200,
            ["POST webhook"] = 202,
            ["GET api/v1/endpoints/echo/openapi.json"] = 200,
            ["GET api/v1/endpoints/echo/runs/…"] = 200,
            ["GET health/live"] = 200,
            ["GET api/v1/endpoints/echo/chat"] = 200,
            ["GET embed.js"] = 200,
            ["GET js/embed/chat.js"] = 200,
            ["GET css/chatpage.css"] = 200,
            ["GET icons/chat-192.png"] = 200,
            ["GET chat/shown"] = 200,
            ["OPTIONS api/v1/endpoints/shown/openapi.json"] = 403,
        }));
    }

    // Somebody else may take the port that was free a moment ago.
    private static TestProgram StartOnPortForCallers(string data)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var program = new TestProgram(new() { ["Security:CallerPorts:0"] = $"{port}" }, data: data, port: port);
            try
            {
                _ = program.Address;
                return program;
            }
            catch (IOException) when (attempt < 5)
            {
                program.Dispose();
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
