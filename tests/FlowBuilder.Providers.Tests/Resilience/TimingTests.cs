using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Resilience;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TimingTests
{
    private readonly FakeTimeProvider _time = new();
    private FakeOpenAiServer _server = null!;
    private Support.Models _models = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await FakeOpenAiServer.StartNewAsync();
        _models = new Support.Models(_time, Support.Models.To(_server, limits: new ConnectionLimits
        {
            FirstTokenTimeout = TimeSpan.FromSeconds(30),
            BetweenTokensTimeout = TimeSpan.FromSeconds(7),
            MaxRetryDelay = TimeSpan.FromSeconds(60),
        }));
    }

    [TearDown]
    public async Task TearDown()
    {
        _models.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("Retry-After", "2", 2)]
    [TestCase("Retry-After", "date+45", 45)]
    [TestCase("retry-after-ms", "1500", 1.5)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-18")]
    public async Task Waits_as_long_as_the_provider_asks_and_a_little_more(
        string header, string value, double seconds, CancellationToken cancellationToken)
    {
        if (value.StartsWith("date", StringComparison.Ordinal))
            value = _time.GetUtcNow().AddSeconds(45).ToString("R", CultureInfo.InvariantCulture);
        _server.Reply(FakeReply.Fail(429, "Slow down.").Header(header, value), FakeReply.Of("Fine."));

        var asking = _models.AskAsync(cancellationToken);
        var retry = await _models.Observer.NextAsync(cancellationToken);
        await _time.WaitForTimerAsync(due => Math.Abs((due - retry.Delay).TotalMilliseconds) <= 1, cancellationToken);
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
        _time.Advance(retry.Delay);
        var answer = await asking;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Fine."));
            Assert.That(retry.Attempt, Is.EqualTo(1));
            Assert.That(retry.Delay.TotalSeconds, Is.InRange(seconds, seconds * 1.1));
            Assert.That(retry.Reason.English, Does.Contain("429").And.Contains("asks to wait"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-18")]
    public async Task A_wait_that_is_too_long_fails_at_once_and_is_named(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Fail(429, "Daily limit.").Header("Retry-After", "3600"));

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.rate-limited"));
            Assert.That(failure.Text.English, Does.Contain("1 hour").And.Contains("60 seconds"));
            Assert.That(failure.Text.All["ko"], Does.Contain("1시간"));
            Assert.That(_models.Observer.Retries, Is.Empty);
            Assert.That(_server.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task No_first_token_in_time_is_a_timeout_and_closes_the_line(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().Silence());

        var failing = _models.FailAsync(cancellationToken);
        var request = await _server.WaitForRequestAsync(1, cancellationToken);
        await _time.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(30), cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(30));
        var failure = await failing;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.first-token-timeout"));
            Assert.That(failure.Kind, Is.EqualTo(FaultKind.Timeout));
            Assert.That(failure.Text.English, Does.Contain("30 seconds"));
        }

        await request.Disconnected.WaitAsync(cancellationToken);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_slow_first_token_that_is_in_time_is_no_failure(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of().Wait(gate).Text("Late."));

        var asking = _models.AskAsync(cancellationToken);
        await gate.Reached.WaitAsync(cancellationToken);
        await _time.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(30), cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(29));
        gate.Open();

        Assert.That((await asking).Text, Is.EqualTo("Late."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-21")]
    public async Task A_stream_that_falls_silent_is_stalled_and_closes_the_line(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("Half an").Silence());

        var failing = _models.FailAsync(cancellationToken);
        var request = await _server.WaitForRequestAsync(1, cancellationToken);
        await _time.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(7), cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(7));
        var failure = await failing;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.stalled"));
            Assert.That(failure.Kind, Is.EqualTo(FaultKind.Timeout));
            Assert.That(failure.Text.English, Does.Contain("incomplete"));
            Assert.That(_models.Observer.Retries, Is.Empty);
        }

        await request.Disconnected.WaitAsync(cancellationToken);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_slow_reader_does_not_use_up_the_providers_time(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("One", " two"));
        var client = await _models.OpenAsync(cancellationToken);
        var text = "";

        await foreach (var update in client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken))
        {
            text += update.Text;
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.That(text, Is.EqualTo("One two"));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-26")]
    public async Task Cancelling_closes_the_line_before_and_during_an_answer(CancellationToken cancellationToken)
    {
        foreach (var reply in new[] { FakeReply.Of().Silence(), FakeReply.Of("Half").Silence(), FakeReply.Of() with { BeforeHeaders = new FakeGate() } })
        {
            var number = _server.Requests.Count + 1;
            _server.Reply(reply);
            using var cancel = new CancellationTokenSource();

            var asking = _models.AskAsync(cancel.Token);
            var request = await _server.WaitForRequestAsync(number, cancellationToken);
            await cancel.CancelAsync();

            Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
            await request.Disconnected.WaitAsync(cancellationToken);
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_answer_that_is_given_up_half_way_closes_the_line(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("One").Silence());
        var client = await _models.OpenAsync(cancellationToken);

        await foreach (var update in client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken))
        {
            if (update.Text.Length > 0) break;
        }

        await _server.Requests[0].Disconnected.WaitAsync(cancellationToken);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_answer_in_one_piece_has_both_time_outs_together(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().Silence());
        var client = await _models.OpenAsync(cancellationToken);

        var asking = client.GetResponseAsync("Hi", cancellationToken: cancellationToken);
        await _time.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(37), cancellationToken);
        _time.Advance(TimeSpan.FromSeconds(37));

        Assert.That(async () => await asking, Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("model.first-token-timeout"));
    }
}
