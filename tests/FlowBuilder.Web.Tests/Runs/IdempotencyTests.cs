using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class IdempotencyTests
{
    private const string Question = """{"inputs":{"question":"?"}}""";

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-31")]
    public async Task Requests_with_one_key_at_once_start_one_run(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => KeyedAsync(client, flow, "k", Question, cancellationToken)));
        var ids = new List<string?>();
        foreach (var answer in answers) ids.Add((await answer.JsonAsync(cancellationToken)).GetProperty("runId").GetString());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(answer => (int)answer.StatusCode), Has.All.EqualTo(200));
            Assert.That(ids.Distinct().Count(), Is.EqualTo(1));
            Assert.That(model.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_answers_with_its_run_also_after_the_program_was_started_again(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-web-");
        string flow;
        string first;
        await using (var program = new TestProgram(data: folder.FullName))
        {
            using var client = program.Client();
            flow = await program.StoreAsync(Drawings.Echo, cancellationToken);
            first = await (await KeyedAsync(client, flow, "k", Question, cancellationToken)).Content.ReadAsStringAsync(cancellationToken);
        }

        string second;
        await using (var program = new TestProgram(data: folder.FullName))
        {
            using var client = program.Client();
            second = await (await KeyedAsync(client, flow, "k", Question, cancellationToken)).Content.ReadAsStringAsync(cancellationToken);
        }

        folder.Delete(recursive: true);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Other_keys_and_other_flows_start_other_runs(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var (one, two) = (await program.StoreAsync(Drawings.Echo, cancellationToken), await program.StoreAsync(Drawings.Echo, cancellationToken));

        var ids = new List<string?>();
        foreach (var (flow, key) in new[] { (one, "a"), (one, "b"), (two, "a") })
            ids.Add((await (await KeyedAsync(client, flow, key, Question, cancellationToken)).JsonAsync(cancellationToken)).GetProperty("runId").GetString());

        Assert.That(ids, Is.Unique);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_whose_request_was_refused_can_be_used_for_the_mended_one(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.StoreAsync(Drawings.Echo, cancellationToken);

        using var refused = await KeyedAsync(client, flow, "k", "{}", cancellationToken);
        using var mended = await KeyedAsync(client, flow, "k", Question, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)refused.StatusCode, Is.EqualTo(422));
            Assert.That((int)mended.StatusCode, Is.EqualTo(200));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_failed_run_stays_the_answer_to_its_key(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Fail(401));
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);

        using var first = await KeyedAsync(client, flow, "k", Question, cancellationToken);
        using var second = await KeyedAsync(client, flow, "k", Question, cancellationToken);
        var (one, two) = (await first.ProblemAsync(502, cancellationToken), await second.ProblemAsync(502, cancellationToken));

        Assert.That(two.GetProperty("runId").GetString(), Is.EqualTo(one.GetProperty("runId").GetString()));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_that_is_too_long_is_refused(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await KeyedAsync(client, await program.StoreAsync(Drawings.Echo, cancellationToken), new string('k', 256), Question, cancellationToken);

        Assert.That((await answer.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.bad-idempotency-key"));
    }

    private static Task<HttpResponseMessage> KeyedAsync(HttpClient client, string flow, string key, string body, CancellationToken cancellationToken) =>
        client.RunAsync(flow, body, cancellationToken, headers: ("Idempotency-Key", key));
}
