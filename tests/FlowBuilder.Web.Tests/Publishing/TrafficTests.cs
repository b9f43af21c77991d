using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class TrafficTests : OneProgram
{
    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Calls_are_divided_as_the_traffic_says_and_a_session_keeps_its_version(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "split", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("two"), cancellationToken);
        await Client.PublishAsync(flow, "split", cancellationToken);
        using var routed = await Client.PutAsJsonAsync("api/v1/endpoints/split/traffic", new Dictionary<string, int> { ["1"] = 70, ["2"] = 30 }, cancellationToken);
        Assert.That((int)routed.StatusCode, Is.EqualTo(200));

        var first = await AnswersAsync("split", Enumerable.Range(0, 40).Select(number => $"session-{number}"), cancellationToken);
        var second = await AnswersAsync("split", Enumerable.Range(0, 40).Select(number => $"session-{number}"), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(second), "A session keeps its version.");
            Assert.That(first.Distinct(), Is.EquivalentTo(new[] { "one ?", "two ?" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Promoting_rolls_every_call_over_and_rolling_back_gives_the_calls_back(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "rolled", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("two"), cancellationToken);
        using var early = await Client.PostAsync("api/v1/endpoints/rolled/rollback", null, cancellationToken);
        await Client.PublishAsync(flow, "rolled", cancellationToken);
        var published = await AnswerAsync("rolled", cancellationToken);
        using var back = await Client.PostAsync("api/v1/endpoints/rolled/rollback", null, cancellationToken);
        var rolledBack = await AnswerAsync("rolled", cancellationToken);
        using var promoted = await Client.PostAsync($"api/v1/flows/{flow}/versions/2/promote", null, cancellationToken);
        var promotedAnswer = await AnswerAsync("rolled", cancellationToken);
        using var missing = await Client.PostAsync($"api/v1/flows/{flow}/versions/9/promote", null, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await early.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("endpoint.nothing-before"));
            Assert.That((published, rolledBack, promotedAnswer), Is.EqualTo(("two ?", "one ?", "two ?")));
            Assert.That((await back.JsonAsync(cancellationToken)).GetProperty("previousTraffic").GetProperty("2").GetInt32(), Is.EqualTo(100));
            Assert.That((await promoted.JsonAsync(cancellationToken))[0].GetProperty("traffic").GetProperty("2").GetInt32(), Is.EqualTo(100));
            Assert.That((await missing.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("version.not-found"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Promoting_one_endpoint_leaves_the_flows_others(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "live", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("two"), cancellationToken);
        await Client.PublishAsync(flow, "trial", cancellationToken);

        using var promoted = await Client.PostAsync($"api/v1/flows/{flow}/versions/1/promote?slug=trial", null, cancellationToken);
        var (live, trial) = (await AnswerAsync("live", cancellationToken), await AnswerAsync("trial", cancellationToken));
        var versions = await Client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{flow}/versions", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((live, trial), Is.EqualTo(("one ?", "one ?")));
            Assert.That(versions[1].GetProperty("traffic").EnumerateObject().Select(share => share.Name), Is.EqualTo(new[] { "live", "trial" }));
            Assert.That(versions[0].GetProperty("traffic").EnumerateObject(), Is.Empty);
        }
    }

    [TestCase("""{"1":99}""")]
    [TestCase("""{"1":50,"9":50}""")]
    [TestCase("""{"one":100}""")]
    [TestCase("""{"1":-1,"2":101}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Traffic_that_does_not_add_up_or_names_other_versions_is_refused(string traffic, CancellationToken cancellationToken)
    {
        var slug = $"bad-{TestContext.CurrentContext.Test.ID.ToLowerInvariant()}";
        await Program.PublishAsync(Client, Drawings.Echo, slug, cancellationToken);
        var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/endpoints/{slug}/traffic")
        {
            Content = new StringContent(traffic, System.Text.Encoding.UTF8, "application/json"),
        };

        using var answer = await Client.SendAsync(request, cancellationToken);

        Assert.That((await answer.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("endpoint.bad-traffic"));
    }

    private async Task<string?> AnswerAsync(string slug, CancellationToken cancellationToken) => (await AnswersAsync(slug, ["s"], cancellationToken))[0];

    private async Task<IReadOnlyList<string?>> AnswersAsync(string slug, IEnumerable<string> sessions, CancellationToken cancellationToken)
    {
        var answers = new List<string?>();
        foreach (var session in sessions)
        {
            using var call = await Client.CallAsync(slug, JsonSerializer.Serialize(new { inputs = new { question = "?" }, session }), _key, cancellationToken);
            answers.Add((await call.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString());
        }

        return answers;
    }
}
