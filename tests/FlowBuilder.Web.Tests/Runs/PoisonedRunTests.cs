using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>Unfinished runs of a killed program that no program can go on with: the rows that take the place of a broker's messages here are damaged.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PoisonedRunTests : IDisposable
{
    private const int Sound = 3;

    // The run of a damage has the number @run, and a flow of its own.
    private static readonly Dictionary<string, string> Damages = new()
    {
        ["an event that is no JSON"] = "UPDATE unfinished_events SET lines = CAST('{\"type\":\"node.sta' || char(10) AS BLOB) WHERE run = @run",
        ["an event without an end"] = "UPDATE unfinished_events SET lines = X'7B' WHERE run = @run",
        ["an event of a future type"] = "UPDATE unfinished_events SET lines = CAST(replace(CAST(lines AS TEXT), 'node.started', 'node.leapt') AS BLOB) WHERE run = @run",
        ["a beginning that is no text"] = "UPDATE unfinished_runs SET lines = X'00FF0A' WHERE number = @run",
        ["no beginning"] = "UPDATE unfinished_runs SET lines = X'' WHERE number = @run",
        ["no event at all"] = "DELETE FROM unfinished_events WHERE run = @run; UPDATE unfinished_runs SET lines = X'' WHERE number = @run",
        ["a start that is null"] = "UPDATE unfinished_runs SET start = 'null' WHERE number = @run",
        ["a start of a future version"] = "UPDATE unfinished_runs SET start = json_set(start, '$.durability', 'eternal') WHERE number = @run",
        ["a start in no language"] = "UPDATE unfinished_runs SET start = json_set(start, '$.language', '??') WHERE number = @run",
        ["a flow that cannot be read"] = "UPDATE unfinished_flows SET document = X'7B' WHERE hash = (SELECT flow FROM unfinished_runs WHERE number = @run)",
        ["a flow of a future format"] = Replace("flowbuilder/1", "flowbuilder/9"),
        ["a node type that is not there any more"] = Replace("prompt.template", "prompt.gone"),
        ["nothing that can be read"] =
            "UPDATE unfinished_flows SET document = X'00' WHERE hash = (SELECT flow FROM unfinished_runs WHERE number = @run); UPDATE unfinished_runs SET start = '7', lines = X'00' WHERE number = @run",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-poison-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-37")]
    public async Task Rel37_runs_whose_rows_are_damaged_end_in_words_and_are_not_tried_again_and_the_others_go_on(CancellationToken cancellationToken)
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        models.Otherwise = _ => FakeReply.Of("half ").Wait(gate).Text("whole");
        var sound = new List<string>();
        var poisoned = new Dictionary<string, string>();
        await using (var first = await WholeProgram.StartAsync(_folder, cancellationToken))
        {
            await first.Client.ConnectAsync(models, cancellationToken);
            for (var i = 0; i < Sound; i++) sound.Add(await BeginAsync(first.Client, $"sound {i}", cancellationToken));
            foreach (var damage in Damages.Keys) poisoned.Add(damage, await BeginAsync(first.Client, damage, cancellationToken));
            await DamageAsync(poisoned, cancellationToken);
            await first.KillAsync();
        }

        gate.Open();
        var asked = Sound + Damages.Count;
        for (var start = 1; start <= RunsToContinue.MostDeaths; start++)
        {
            await using var next = await WholeProgram.StartAsync(_folder, cancellationToken);
            foreach (var run in sound)
            {
                var ended = await next.Client.EndedRunAsync(run, cancellationToken);
                Assert.That((ended.Text("status"), ended.GetProperty("outputs").Text("answer")), Is.EqualTo(("completed", "half whole")));
            }

            var listed = await ListedAsync(next.Client, cancellationToken);
            using (Assert.EnterMultipleScope())
            {
                foreach (var (damage, run) in poisoned)
                {
                    var fault = (await next.Client.FindRunAsync(run, cancellationToken)).GetProperty("fault");
                    Assert.That(fault.Text("code"), Is.EqualTo("run.cannot-continue"), damage);
                    Assert.That(fault.Text("message"), Does.StartWith("The program was started again and cannot go on with this run.").And.EndsWith("Start it anew."), damage);
                    Assert.That(listed.GetValueOrDefault(run), Does.Contain("이어서 할 수 없습니다"), damage);
                }

                Assert.That(listed, Has.Count.EqualTo(Damages.Count));
                Assert.That(models.Requests, Has.Count.EqualTo(asked + Sound), "sound ones are asked once more, the others never");
                Assert.That(await LeftAsync(cancellationToken), Is.Zero, "no start finds anything to try again");
            }

            await next.KillAsync();
        }
    }

    private static string Replace(string before, string after) =>
        $"UPDATE unfinished_flows SET document = CAST(replace(CAST(document AS TEXT), '{before}', '{after}') AS BLOB) WHERE hash = (SELECT flow FROM unfinished_runs WHERE number = @run)";

    // Returns when half an answer is on disk: nobody is shown more than that.
    private static async Task<string> BeginAsync(HttpClient client, string name, CancellationToken cancellationToken)
    {
        var flow = await client.StoreAsync(Drawings.Ask.Replace("Answer:", $"Answer {name}:", StringComparison.Ordinal), cancellationToken);
        var run = await client.BeginRunAsync(flow, "?", cancellationToken);
        await foreach (var next in client.RunEventsAsync(run, 0, cancellationToken))
        {
            if (next.Text("type") == "node.delta") break;
        }

        return run;
    }

    private static async Task<Dictionary<string, string>> ListedAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/runs?status=failed&limit=1000");
        request.Headers.AcceptLanguage.ParseAdd("ko");
        using var answer = await client.SendAsync(request, cancellationToken);
        var runs = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return runs.EnumerateArray().ToDictionary(run => run.Text("runId"), run => run.GetProperty("fault").Text("message"));
    }

    private async Task DamageAsync(Dictionary<string, string> poisoned, CancellationToken cancellationToken)
    {
        await using var connection = await HeldDatabase.OpenAsync(_folder, cancellationToken);
        foreach (var (damage, run) in poisoned)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Damages[damage].Replace("@run", $"(SELECT number FROM unfinished_runs WHERE id = '{run}')", StringComparison.Ordinal);
            Assert.That(await command.ExecuteNonQueryAsync(cancellationToken), Is.Positive, damage);
        }
    }

    private async Task<long> LeftAsync(CancellationToken cancellationToken)
    {
        await using var connection = await HeldDatabase.OpenAsync(_folder, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM unfinished_runs";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
