using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.Anthropic;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Resilience;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private FakeOpenAiServer _server = null!;

    [SetUp]
    public async Task SetUp() => _server = await FakeOpenAiServer.StartNewAsync();

    [TearDown]
    public async Task TearDown() => await _server.DisposeAsync();

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task The_breaker_opens_after_failures_in_a_row_and_closes_again(CancellationToken cancellationToken)
    {
        using var models = Models(new ConnectionLimits { MaxRetries = 0, BreakerFailures = 3, BreakerDuration = TimeSpan.FromSeconds(15) });
        _server.Reply(FakeReply.Fail(500, "Down."), FakeReply.Fail(503), FakeReply.Fail(500, "Still down."));
        for (var i = 0; i < 3; i++) await models.FailAsync(cancellationToken);

        var refused = await models.FailAsync(cancellationToken);
        var requestsWhileOpen = _server.Requests.Count;
        _time.Advance(TimeSpan.FromSeconds(15.1));
        var answer = await models.AskAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Code, Is.EqualTo("model.unavailable"));
            Assert.That(refused.Text.English, Does.Contain("15 seconds").And.Contains("Still down."));
            Assert.That(requestsWhileOpen, Is.EqualTo(3));
            Assert.That(answer.Text, Is.EqualTo("Hello from the fake."));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Refused_requests_do_not_open_the_breaker(CancellationToken cancellationToken)
    {
        using var models = Models(new ConnectionLimits { MaxRetries = 0, BreakerFailures = 2 });
        for (var i = 0; i < 4; i++) _server.Reply(FakeReply.Fail(i % 2 == 0 ? 400 : 429));
        for (var i = 0; i < 4; i++) await models.FailAsync(cancellationToken);

        Assert.That((await models.AskAsync(cancellationToken)).Text, Is.EqualTo("Hello from the fake."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_changed_connection_begins_with_a_closed_breaker(CancellationToken cancellationToken)
    {
        using var models = Models(new ConnectionLimits { MaxRetries = 0, BreakerFailures = 2 });
        _server.Reply(FakeReply.Fail(500), FakeReply.Fail(500));
        for (var i = 0; i < 2; i++) await models.FailAsync(cancellationToken);
        await models.FailAsync(cancellationToken);

        await models.Store.SaveAsync(Support.Models.To(_server) with { ApiKey = new Secret("renewed") }, cancellationToken);

        Assert.That((await models.AskAsync(cancellationToken)).Text, Is.EqualTo("Hello from the fake."));
        Assert.That(_server.Requests[^1].Headers["Authorization"], Is.EqualTo("Bearer renewed"));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Calls_beyond_the_places_wait_and_calls_beyond_the_queue_are_refused(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Otherwise = _ => FakeReply.Of("Go").Wait(gate).Text(".");
        using var models = Models(new ConnectionLimits { MaxConcurrentCalls = 2, MaxQueuedCalls = 3 });

        var calls = Enumerable.Range(0, 5).Select(_ => models.AskAsync(cancellationToken)).ToList();
        await _server.WaitForRequestAsync(2, cancellationToken);
        var refused = await models.FailAsync(cancellationToken);
        var underWay = _server.Requests.Count;
        gate.Open();
        var answers = await Task.WhenAll(calls);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Code, Is.EqualTo("model.busy"));
            Assert.That(underWay, Is.EqualTo(2));
            Assert.That(answers.Select(answer => answer.Text), Is.All.EqualTo("Go."));
            Assert.That(_server.MostUnderWay, Is.LessThanOrEqualTo(3), "a place is free a moment before the server sees its request end");
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_failed_call_gives_its_place_back(CancellationToken cancellationToken)
    {
        using var models = Models(new ConnectionLimits { MaxConcurrentCalls = 1, MaxQueuedCalls = 0, MaxRetries = 0 });
        var gate = new FakeGate();
        _server.Reply(FakeReply.Fail(400), FakeReply.Of("Half").Wait(gate).Cut());
        await models.FailAsync(cancellationToken);
        await models.FailAsync(cancellationToken, onText: gate);

        Assert.That((await models.AskAsync(cancellationToken)).Text, Is.EqualTo("Hello from the fake."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task The_fallback_answers_when_a_connection_failed_before_its_first_token(CancellationToken cancellationToken)
    {
        await using var other = await FakeAnthropicServer.StartNewAsync();
        using var models = Models(new ConnectionLimits { MaxRetries = 0 }, fallback: "other");
        await models.Store.SaveAsync(Support.Models.To(other, "other"), cancellationToken);
        _server.Otherwise = _ => FakeReply.Fail(500);
        var client = await models.OpenAsync(cancellationToken);

        var streamed = await models.AskAsync(cancellationToken);
        var whole = await client.GetResponseAsync("Hi", cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(streamed.Text, Is.EqualTo("Hello from the fake."));
            Assert.That(streamed.ModelId, Is.EqualTo("claude-haiku-4-5"));
            Assert.That(whole.ModelId, Is.EqualTo("claude-haiku-4-5"));
            Assert.That(models.Observer.Retries[0].Reason.English, Does.Contain("fallback").And.Contains("other"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task No_fallback_after_text_was_sent_nor_for_the_authors_mistake_nor_round_in_a_ring(CancellationToken cancellationToken)
    {
        using var models = Models(new ConnectionLimits { MaxRetries = 0 }, fallback: "second");
        await models.Store.SaveAsync(
            Support.Models.To(_server, "second", new ConnectionLimits { MaxRetries = 0 }) with { Fallback = "main" }, cancellationToken);
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("Half").Wait(gate).Cut(), FakeReply.Fail(404), FakeReply.Fail(500), FakeReply.Fail(503, "Second is down too."));

        var incomplete = await models.FailAsync(cancellationToken, onText: gate);
        var mistake = await models.FailAsync(cancellationToken);
        var both = await models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incomplete.Code, Is.EqualTo("model.incomplete"));
            Assert.That(mistake.Code, Is.EqualTo("model.not-found"));
            Assert.That(both.Text.English, Does.Contain("Second is down too."));
            Assert.That(_server.Requests, Has.Count.EqualTo(4));
        }
    }

    private Support.Models Models(ConnectionLimits limits, string? fallback = null) =>
        new(_time, Support.Models.To(_server, limits: limits) with { Fallback = fallback });
}
