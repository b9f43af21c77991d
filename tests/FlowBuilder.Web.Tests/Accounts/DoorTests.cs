using System.Net.Sockets;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>That nothing is open to those who are not signed in, however its address is written.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DoorTests : OneProgram
{
    private protected override Dictionary<string, string> Settings => new Dictionary<string, string>().WithAdministrator();

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-15")]
    public async Task No_spelling_of_an_address_opens_what_needs_a_session(CancellationToken cancellationToken)
    {
        var routes = Routes().Where(route => !route.IsOpen).ToList();
        var open = Routes().Where(route => route.IsOpen).Select(route => (route.Method, route.Path)).ToHashSet();
        var opened = new List<string>();
        foreach (var (method, path, _) in routes)
        {
            foreach (var spelled in SpellingsOf(path))
            {
                foreach (var asked in new[] { method, "HEAD", "OPTIONS", "TRACE" }.Distinct().Where(asked => !open.Contains((asked, path))))
                {
                    var answer = await RawAsync($"{asked} {spelled} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", cancellationToken);
                    var status = int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
                    if (status is < 300 or >= 500) opened.Add($"{asked} {spelled}: {status}");
                }
            }
        }

        Assert.That(routes, Has.Count.GreaterThan(100));
        Assert.That(opened, Is.Empty);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-15", "SEC-17")]
    public void What_is_open_without_a_session_is_known()
    {
        string[] open =
        [
            "/_content", "/_framework", "/api/v1/accounts/first", "/api/v1/chatflows-streaming", "/api/v1/endpoints/{slug}", "/api/v1/hooks/{id}", "/api/v1/password",
            "/api/v1/prediction", "/api/v1/run", "/api/v1/sign-in", "/chat/{slug}", "/health", "/join", "/mcp", "/set-up", "/sign-in", "/v1",
        ];

        var paths = Endpoints().Where(IsOpen)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(path => !path.Contains('.', StringComparison.Ordinal));

        Assert.That(paths.Where(path => !open.Any(known => path == known || path.StartsWith($"{known}/", StringComparison.Ordinal))), Is.Empty);
    }

    [TestCase("/api/v1/flows/validate")]
    [TestCase("/api/v1/flows")]
    [TestCase("/api/v1/flows/x/runs")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-1")]
    public async Task Who_is_not_signed_in_is_refused_before_a_body_is_read(string path, CancellationToken cancellationToken)
    {
        // Ten megabytes are announced and never sent.
        var answer = await RawAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n", cancellationToken);

        Assert.That(answer, Does.StartWith("HTTP/1.1 401"));
    }

    [TestCase("/hubs/runs/negotiate?negotiateVersion=1")]
    [TestCase("/_blazor/negotiate?negotiateVersion=1")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-15")]
    public async Task Live_connections_need_a_session_too(string path, CancellationToken cancellationToken)
    {
        using var client = Program.Client();

        using var answer = await client.PostAsync(path, content: null, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    private static IEnumerable<string> SpellingsOf(string path)
    {
        yield return path;
        yield return path.ToUpperInvariant();
        yield return $"/{path}";
        yield return $"/.{path}";
        yield return $"/x/..{path}";
        yield return $"/%2e{path}";
        yield return path.Replace("api", "%61pi", StringComparison.Ordinal);
        yield return $"/%2F{path[1..]}";
        yield return $"{path};x";
        yield return $"{path}/";
        yield return $"{path}?a=.svg";
        yield return $"{path}/x.svg";
        yield return $"{path}.svg";
        yield return $"{path}%00";
    }

    private IEnumerable<(string Method, string Path, bool IsOpen)> Routes() =>
        from endpoint in Endpoints()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, $"/{string.Join('/', endpoint.RoutePattern.PathSegments.Select(Example))}", IsOpen(endpoint));

    private IEnumerable<RouteEndpoint> Endpoints()
    {
        _ = Program.Address;
        return Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
    }

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string Example(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "number" } => "1",
        RoutePatternParameterPart => "x",
        _ => "",
    }));

    private async Task<string> RawAsync(string request, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", Program.Address.Port, cancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(cancellationToken) ?? "";
    }
}
