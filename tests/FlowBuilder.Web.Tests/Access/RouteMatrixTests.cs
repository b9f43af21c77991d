using System.Globalization;
using System.Net.WebSockets;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Hubs;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>Who is answered how by every route and hub method, as <c>Access/routes.matrix.tsv</c> has it; whoever adds a route decides there.</summary>
/// <remarks>
/// Each actor asks a program of its own for everything, an empty object where a body can be sent: 400, 409, 412, 415, 422 and 428 say that the actor was let in.
/// The file is written anew with <c>FLOWBUILDER_UPDATE_SNAPSHOTS=1</c>, for a person to read before it is committed.
/// </remarks>
[Parallelizable(ParallelScope.All)]
internal sealed class RouteMatrixTests
{
    private static readonly string Matrix = Repository.At("tests", "FlowBuilder.Web.Tests", "Access", "routes.matrix.tsv");

    private const string Update = "FLOWBUILDER_UPDATE_SNAPSHOTS";
    private const int Minutes = 5;

    private static readonly (string Name, Func<AccessStage, HttpClient> Client)[] Actors =
    [
        ("ANON", stage => stage.Anonymous),
        ("VIEWER", stage => stage.Viewer),
        ("EDITOR", stage => stage.Editor),
        ("OTHER", stage => stage.Other),
        ("ADMIN", stage => stage.Administrator),
        ("KEY", stage => stage.Key),
    ];

    [Test, CancelAfter(Minutes * 60_000)]
    [Hazard("SEC-17")]
    public async Task Every_route_and_hub_method_answers_every_actor_as_the_matrix_says(CancellationToken cancellationToken)
    {
        var columns = new List<IReadOnlyDictionary<string, string>>();
        foreach (var (_, client) in Actors)
        {
            await using var stage = await AccessStage.OpenAsync(cancellationToken);
            columns.Add(await AskAllAsync(stage, client(stage), cancellationToken));
        }

        var rows = columns[0].Keys.Order(StringComparer.Ordinal).Select(route => string.Join('\t', columns.Select(column => column[route]).Prepend(route)));
        var found = string.Join('\n', rows.Prepend(string.Join('\t', Actors.Select(actor => actor.Name).Prepend("route")))) + "\n";
        if (Environment.GetEnvironmentVariable(Update) is not null) await File.WriteAllTextAsync(Matrix, found, cancellationToken);
        Assert.That(found, Is.EqualTo(await File.ReadAllTextAsync(Matrix, cancellationToken)), $"Decide who may, and write {Update}=1 into the environment to write the matrix anew.");
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Every_route_says_what_it_needs(CancellationToken cancellationToken)
    {
        await using var stage = await AccessStage.OpenAsync(cancellationToken);

        Assert.That(RouteList.Of(stage).Where(route => route.Need is null).Select(route => route.Pattern), Is.Empty);
    }

    private static async Task<IReadOnlyDictionary<string, string>> AskAllAsync(AccessStage stage, HttpClient client, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);

        // What takes something away comes last, the outermost thing at the very end.
        foreach (var route in RouteList.Of(stage).OrderBy(route => route.Pattern.EndsWith("/sign-out", StringComparison.Ordinal))
            .ThenBy(route => route.Method == "DELETE").ThenByDescending(route => route.Method == "DELETE" ? route.Pattern.Count(letter => letter == '/') : 0))
        {
            var path = route.PathWith(hole => RouteList.ValueOf(stage, route.Pattern, hole));
            using var request = route.RequestTo(path);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answers[$"{route.Method} {route.Pattern}"] = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }

        await using var fresh = await AccessStage.OpenAsync(cancellationToken);
        foreach (var (method, code) in await CallHubAsync(fresh, Actors.Single(actor => ReferenceEquals(actor.Client(stage), client)).Client(fresh), cancellationToken)) answers[$"HUB {method}"] = code;
        return answers;
    }

    private static async Task<IReadOnlyList<(string Method, string Code)>> CallHubAsync(AccessStage stage, HttpClient client, CancellationToken cancellationToken)
    {
        string[] methods = ["Start", "Watch", "Cancel"];
        using var socket = new ClientWebSocket();
        foreach (var header in client.DefaultRequestHeaders) socket.Options.SetRequestHeader(header.Key, string.Join("; ", header.Value));
        try
        {
            await socket.ConnectAsync(HubCalls.AddressOf(stage.Program), cancellationToken);
        }
        catch (WebSocketException)
        {
            return [.. methods.Select(method => (method, "not connected"))];
        }

        await using var hub = await HubClient.ConnectAsync(socket, cancellationToken);
        var answers = new List<(string, string)>
        {
            ("Start", await HubCalls.CodeOfAsync(hub.StreamAsync("Start", cancellationToken, stage.Flow, new { inputs = new { question = "?" } }))),
            ("Watch", await HubCalls.CodeOfAsync(hub.StreamAsync("Watch", cancellationToken, stage.Run, 0))),
        };
        try
        {
            answers.Add(("Cancel", (await hub.InvokeAsync("Cancel", cancellationToken, stage.Run)).ToString()));
        }
        catch (HubCallException refused)
        {
            answers.Add(("Cancel", HubCalls.CodeOf(refused)));
        }

        return answers;
    }
}
