using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class EstimateTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Before_the_first_run_texts_are_counted_and_after_it_what_it_used(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.Otherwise = _ => FakeReply.Of("Two years.").Usage(321, 45);
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);
        var address = $"api/v1/flows/{flow}/estimate";

        using var before = await client.PostTextAsync(address, """{"inputs":{"question":"How long is the warranty?"}}""", cancellationToken);
        using var run = await client.PostTextAsync($"api/v1/flows/{flow}/runs", """{"inputs":{"question":"How long is the warranty?"}}""", cancellationToken);
        using var after = await client.PostTextAsync(address, "{}", cancellationToken);
        using var changed = await client.PostTextAsync(address, """{"settings":{"model":{"temperature":1}}}""", cancellationToken);

        var (first, second, third) = (await before.JsonAsync(cancellationToken), await after.JsonAsync(cancellationToken), await changed.JsonAsync(cancellationToken));
        using var all = Assert.EnterMultipleScope();
        Assert.That((int)run.StatusCode, Is.EqualTo(200));
        Assert.That(first.GetProperty("basis").GetString(), Is.EqualTo("texts"));
        Assert.That(first.GetProperty("isPriceKnown").GetBoolean(), Is.False);
        Assert.That(first.GetProperty("high").TryGetProperty("cost", out _), Is.False);
        Assert.That(second.GetProperty("basis").GetString(), Is.EqualTo("runs"));
        Assert.That(second.GetProperty("nodes")[0].GetProperty("node").GetString(), Is.EqualTo("model"));
        Assert.That(second.GetProperty("nodes")[0].GetProperty("runs").GetInt32(), Is.EqualTo(1));
        Assert.That(second.GetProperty("high").GetProperty("inputTokens").GetInt64(), Is.EqualTo(321));
        Assert.That(second.GetProperty("high").GetProperty("outputTokens").GetInt64(), Is.EqualTo(45));
        Assert.That(second.GetProperty("source").GetProperty("en").GetString(), Is.EqualTo("From the last run of this flow."));
        Assert.That(third.GetProperty("basis").GetString(), Is.EqualTo("texts"), "With another temperature the node is another one.");
        Assert.That(model.Requests, Has.Count.EqualTo(1), "An estimate asks nobody.");
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Of_a_flow_that_is_not_there_or_a_node_that_it_lacks_nothing_is_estimated(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.StoreAsync(Drawings.Echo, cancellationToken);

        using var gone = await client.PostTextAsync("api/v1/flows/none/estimate", "{}", cancellationToken);
        using var unknown = await client.PostTextAsync($"api/v1/flows/{flow}/estimate", """{"settings":{"nobody":{"x":1}}}""", cancellationToken);

        Assert.That(((int)gone.StatusCode, (int)unknown.StatusCode), Is.EqualTo((404, 422)));
    }
}
