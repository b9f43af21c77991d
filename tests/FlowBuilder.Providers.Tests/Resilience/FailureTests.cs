using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Resilience;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FailureTests
{
    private FakeOpenAiServer _server = null!;
    private Support.Models _models = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await FakeOpenAiServer.StartNewAsync();
        _models = new Support.Models(Support.Models.To(_server));
    }

    [TearDown]
    public async Task TearDown()
    {
        _models.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(529)]
    [TestCase(408)]
    [TestCase(429)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-19")]
    public async Task Three_failures_and_then_an_answer_are_an_answer(int status, CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Fail(status), FakeReply.Fail(status), FakeReply.Fail(status), FakeReply.Of("Fine."));

        var answer = await _models.AskAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Fine."));
            Assert.That(_models.Observer.Retries.Select(retry => retry.Attempt), Is.EqualTo(new[] { 1, 2, 3 }));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-19")]
    public async Task A_server_that_fails_for_ever_is_tried_four_times_and_quoted(CancellationToken cancellationToken)
    {
        _server.Otherwise = _ => FakeReply.Fail(500, "The gremlins are at it again.");

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.unavailable"));
            Assert.That(failure.Kind, Is.EqualTo(FaultKind.Provider));
            Assert.That(failure.IsTransient, Is.True);
            Assert.That(failure.Text.English, Does.Contain("HTTP 500").And.Contains("gremlins"));
            Assert.That(_server.Requests, Has.Count.EqualTo(4));
        }
    }

    [TestCase(401, null, "model.unauthorized", FaultKind.Provider)]
    [TestCase(403, null, "model.unauthorized", FaultKind.Provider)]
    [TestCase(404, "model_not_found", "model.not-found", FaultKind.Flow)]
    [TestCase(400, "unsupported_value", "model.rejected", FaultKind.Flow)]
    [TestCase(400, "context_length_exceeded", "model.too-long", FaultKind.Flow)]
    [TestCase(429, "insufficient_quota", "model.quota-exceeded", FaultKind.Provider)]
    [TestCase(402, null, "model.quota-exceeded", FaultKind.Provider)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_waiting_does_not_mend_is_not_tried_again(
        int status, string? code, string expected, FaultKind kind, CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Fail(status, "No.", code));

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo(expected));
            Assert.That(failure.Kind, Is.EqualTo(kind));
            Assert.That(_server.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-66")]
    public async Task A_key_that_the_server_repeats_is_never_shown(CancellationToken cancellationToken)
    {
        _server.ApiKey = "another";

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.unauthorized"));
            Assert.That(failure.Text.English, Does.Contain("Incorrect API key provided: ••••"));
        }
    }

    [TestCase("Bad key sk-proj-abcDEF123456ghi used", "sk-proj-abcDEF123456ghi")]
    [TestCase("Invalid token: abcdef0123456789abcdef0123456789abcd", "abcdef0123456789abcdef0123456789abcd")]
    [TestCase("{0} is wrong", Support.Models.Key)]
    [TestCase("Authorization: Bearer gsk_1234567890 refused", "gsk_1234567890")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-66")]
    public async Task What_looks_like_a_key_is_taken_out_of_a_providers_words(
        string words, string key, CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Fail(400, words.Replace("{0}", key, StringComparison.Ordinal)));

        var failure = await _models.FailAsync(cancellationToken);

        Assert.That(failure.ToString() + failure.Text.All["ko"], Does.Not.Contain(key));
    }

    [TestCase("text/html", "<html><body>Welcome to the proxy</body></html>", 200, "model.bad-response")]
    [TestCase("text/html", "<!DOCTYPE html><h1>Bad gateway at /srv/app.py line 12</h1>", 502, "model.unavailable")]
    [TestCase("image/png", "PNG", 200, "model.bad-response")]
    [TestCase("application/json", "{\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\"}}", 200, "model.unavailable")]
    [TestCase("application/json", "{\"error\":{\"message\":\"Slow down\",\"type\":\"rate_limit_error\"}}", 200, "model.rate-limited")]
    [TestCase("application/json", "{\"choices\":[]}", 200, "model.bad-response")]
    [TestCase("application/json", "{\"choices\":", 200, "model.bad-response")]
    [TestCase("application/json", "[]", 200, "model.bad-response")]
    [TestCase("text/event-stream", "data: {\"choices\"\n\n", 200, "model.bad-response")]
    [TestCase("text/event-stream", "", 200, "model.unavailable")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-41", "REL-23")]
    public async Task What_is_no_answer_is_said_to_be_none(
        string type, string body, int status, string code, CancellationToken cancellationToken)
    {
        _server.Otherwise = _ => FakeReply.Whole(body, type, status);

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo(code));
            Assert.That(failure.Text.English, Does.Not.Contain("<").And.Not.Contains("app.py"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-22")]
    public async Task A_stream_that_breaks_after_text_ends_as_incomplete_and_is_not_begun_again(CancellationToken cancellationToken)
    {
        Func<FakeReply, FakeReply>[] broken =
        [
            reply => reply.Cut(),
            reply => reply.EndEarly(),
            reply => reply.Raw("data: {{garbage\n\n"),
            reply => reply.Error("The model crashed.", "server_error"),
        ];
        foreach (var breakOff in broken)
        {
            var before = _server.Requests.Count;
            var gate = new FakeGate();
            var reply = breakOff(FakeReply.Of("Half an", " ans").Wait(gate));
            _server.Reply(reply);

            var failure = await _models.FailAsync(cancellationToken, onText: gate);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(failure.Code, Is.EqualTo("model.incomplete"), reply.Parts[^1].ToString());
                Assert.That(failure.Text.English, Does.Contain("incomplete"));
                Assert.That(_server.Requests, Has.Count.EqualTo(before + 1));
            }
        }

        Assert.That(_models.Observer.Retries, Is.Empty);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_line_that_breaks_before_any_text_is_tried_again(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().Cut(), FakeReply.Of().EndEarly(), FakeReply.Of("Fine."));

        var answer = await _models.AskAsync(cancellationToken);

        Assert.That(answer.Text, Is.EqualTo("Fine."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_server_that_is_not_there_is_named(CancellationToken cancellationToken)
    {
        var gone = Support.Models.To(_server, "gone", new ConnectionLimits { MaxRetries = 1 });
        await _server.DisposeAsync();
        await _models.Store.SaveAsync(gone, cancellationToken);

        var failure = await _models.FailAsync(cancellationToken, "gone");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo("model.unavailable"));
            Assert.That(failure.Text.English, Does.Contain("gone").And.Contains("could not be reached"));
            Assert.That(_models.Observer.Retries, Has.Count.EqualTo(1));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_refusal_is_a_fault_and_a_filtered_end_is_a_finish_reason(CancellationToken cancellationToken)
    {
        _server.Reply(
            FakeReply.Of() with { Refusal = "I can't help with that." },
            FakeReply.Of() with { FinishReason = "content_filter" },
            FakeReply.Of("So far") with { FinishReason = "content_filter" });

        // The refusal comes at the end of a stream that had begun: what people read names it all the same.
        var refused = await _models.FailAsync(cancellationToken);
        var filtered = await _models.FailAsync(cancellationToken);
        var cut = await _models.AskAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Code, Is.EqualTo("model.refused"));
            Assert.That(refused.Text.English, Does.Contain("I can't help with that."));
            Assert.That(filtered.Code, Is.EqualTo("model.refused"));
            Assert.That(cut.FinishReason, Is.EqualTo(ChatFinishReason.ContentFilter));
        }
    }

    [TestCase("nobody", null, "model.connection-unknown")]
    [TestCase("strange", null, "model.connection-invalid")]
    [TestCase("open", null, "model.not-chosen")]
    [TestCase("offline", "gpt-4o", "model.not-found")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_connection_or_model_that_cannot_be_is_the_flows_fault(
        string connection, string? model, string code, CancellationToken cancellationToken)
    {
        _server.Models = ["a", "b"];
        await _models.Store.SaveAsync(new Connection { Name = "strange", Kind = new ConnectionKind("smoke-signals"), Models = ["m"] }, cancellationToken);
        await _models.Store.SaveAsync(Support.Models.To(_server, "open") with { Models = [] }, cancellationToken);

        Assert.That(
            async () => await _models.Chat.OpenAsync(connection, model, _models.Observer, cancellationToken),
            Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo(code).And.Property("Kind").EqualTo(FaultKind.Flow));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Something_that_cannot_be_sent_is_said_rather_than_left_out(CancellationToken cancellationToken)
    {
        var client = await _models.OpenAsync(cancellationToken);
        var message = new ChatMessage(ChatRole.User, [new TextContent("Read"), new DataContent(new byte[] { 1 }, "video/mp4")]);

        Assert.That(
            async () => await client.GetResponseAsync([message], cancellationToken: cancellationToken),
            Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("model.unsupported-content"));
    }
}
