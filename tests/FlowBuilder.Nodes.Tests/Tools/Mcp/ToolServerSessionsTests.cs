using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Nodes.Tests.Tools.Mcp;

[Platform("Linux", Reason = "The fake server is a script of a Unix shell.")]
[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed class ToolServerSessionsTests
{
    [Test]
    public async Task A_server_lists_its_tools_and_answers_calls_in_one_process(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        var tools = await fake.Sessions.ListToolsAsync("fake", asksAgain: false, cancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fake.CallAsync("hello", cancellationToken: cancellationToken)));

        Assert.Multiple(() =>
        {
            Assert.That(tools.Select(tool => tool.Name), Does.Contain("hello"));
            Assert.That(answers, Is.All.EqualTo("hello"));
            Assert.That(fake.Starts, Has.Length.EqualTo(1));
        });
    }

    [TestCase("hang")]
    [TestCase("wrong-id")]
    [Hazard("SEC-73")]
    public async Task A_call_that_gets_no_answer_ends_in_time_and_the_next_one_gets_a_fresh_process(string tool, CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);
        await fake.CallAsync("hello", cancellationToken: cancellationToken);

        var fault = Assert.ThrowsAsync<NodeException>(() => fake.CallAsync(tool, seconds: 0.3, cancellationToken));

        Assert.That(fault!.Code, Is.EqualTo("mcp.time-limit"));
        Assert.That(await fake.CallAsync("hello", cancellationToken: cancellationToken), Is.EqualTo("hello"));
        Assert.That(fake.Starts, Has.Length.EqualTo(2));
    }

    [TestCase("die", "mcp.connection")]
    [TestCase("huge", "mcp.too-large|mcp.connection")]
    [Hazard("SEC-73")]
    public async Task A_server_that_breaks_off_is_a_fault_at_once_and_is_started_again(string tool, string codes, CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        var fault = Assert.ThrowsAsync<NodeException>(() => fake.CallAsync(tool, cancellationToken: cancellationToken));

        Assert.That(codes.Split('|'), Does.Contain(fault!.Code));
        Assert.That(await fake.CallAsync("hello", cancellationToken: cancellationToken), Is.EqualTo("hello"));
    }

    [Test]
    [Hazard("SEC-73")]
    public async Task A_server_killed_in_mid_call_leaves_nothing_behind(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);
        var call = fake.CallAsync("hang", cancellationToken: cancellationToken);
        await fake.CalledAsync(cancellationToken);
        var child = fake.Child;

        using (var server = Process.GetProcessById(fake.Process)) server.Kill();

        Assert.That(Assert.ThrowsAsync<NodeException>(() => call)!.Code, Is.EqualTo("mcp.connection"));
        Assert.That(() => FakeServer.GoneAsync(child, cancellationToken), Throws.Nothing);
    }

    [Test]
    public async Task Closing_ends_the_program_with_what_it_started(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);
        await fake.CallAsync("hello", cancellationToken: cancellationToken);
        var (process, child) = (fake.Process, fake.Child);
        Assert.That(FakeServer.IsRunning(child), Is.True);

        await fake.Sessions.DisposeAsync();

        Assert.That(() => Task.WhenAll(FakeServer.GoneAsync(process, cancellationToken), FakeServer.GoneAsync(child, cancellationToken)), Throws.Nothing);
    }

    [Test]
    public async Task A_cancelled_call_ends_at_once_and_leaves_the_session_open(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = fake.CallAsync("hang", cancellationToken: stopped.Token);
        await fake.CalledAsync(cancellationToken);

        await stopped.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await fake.CallAsync("hello", cancellationToken: cancellationToken), Is.EqualTo("hello"));
        Assert.That(fake.Starts, Has.Length.EqualTo(1));
    }

    [TestCase("fail", "mcp.tool-failed", "no such city")]
    [TestCase("refuse", "mcp.refused", "bad city")]
    public async Task A_tool_that_says_no_is_heard_and_the_session_stays(string tool, string code, string words, CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        var fault = Assert.ThrowsAsync<NodeException>(() => fake.CallAsync(tool, cancellationToken: cancellationToken));
        await fake.CallAsync("hello", cancellationToken: cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(fault!.Code, Is.EqualTo(code));
            Assert.That(fault.Text.English, Does.Contain(words));
            Assert.That(fake.Starts, Has.Length.EqualTo(1));
        });
    }

    [Test]
    [Hazard("SEC-5", "SEC-62")]
    public async Task A_program_gets_its_own_variables_and_none_of_this_programs_keys(CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "fbcanary-provider");
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        Assert.That(await fake.CallAsync("environment", cancellationToken: cancellationToken), Is.EqualTo("key=fbcanary-key provider="));
    }

    [Test]
    public async Task A_test_lists_the_tools_and_ends_what_it_started(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();

        var test = await fake.Sessions.TestAsync(fake.Server, cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(test.Problem, Is.Null);
            Assert.That(test.Tools, Is.Not.Empty);
            Assert.That(() => FakeServer.GoneAsync(fake.Child, cancellationToken), Throws.Nothing);
        });
    }

    [Test]
    [Hazard("SEC-62")]
    public async Task A_test_of_a_program_that_fails_shows_its_log_without_secrets(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();
        var broken = fake.Server with { Arguments = ["-c", "echo \"no token $FAKE_KEY\" >&2; exit 3"] };

        var test = await fake.Sessions.TestAsync(broken, cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(test.Code, Is.EqualTo("mcp.not-started").Or.EqualTo("mcp.connection"));
            Assert.That(test.Log, Is.EqualTo("no token ••••"));
        });
    }

    [Test]
    public async Task A_program_that_is_not_there_is_said_to_be_so(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();

        var test = await fake.Sessions.TestAsync(fake.Server with { Command = "/nowhere/at-all" }, cancellationToken);

        Assert.That(test.Code, Is.EqualTo("mcp.not-started").Or.EqualTo("mcp.connection"));
    }

    [Test]
    public async Task Changed_settings_open_a_new_session(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();
        var store = new InMemoryToolServerStore();
        await using var sessions = new ToolServerSessions(store, new(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await store.SaveAsync(fake.Server, cancellationToken);
        await sessions.ListToolsAsync("fake", asksAgain: false, cancellationToken);

        await store.SaveAsync(fake.Server with { Secrets = [new("FAKE_FOLDER", null), new("FAKE_KEY", new Secret("another"))] }, cancellationToken);

        Assert.That(
            await sessions.CallAsync("fake", "environment", new Dictionary<string, object?>(), TimeSpan.FromSeconds(30), cancellationToken),
            Is.EqualTo("key=another provider="));
    }

    [Test]
    public async Task A_server_that_nobody_set_up_is_unknown(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();

        Assert.That(
            Assert.ThrowsAsync<NodeException>(() => fake.CallAsync("hello", cancellationToken: cancellationToken))!.Code,
            Is.EqualTo("mcp.no-server"));
    }

    [Test]
    [Hazard("SEC-43")]
    public async Task An_address_inside_the_network_is_refused_by_the_guard(CancellationToken cancellationToken)
    {
        await using var fake = new FakeServer();
        var inside = new ToolServer { Name = "inside", Kind = ToolServerKind.Http, Address = new Uri("http://169.254.169.254/mcp") };

        Assert.That((await fake.Sessions.TestAsync(inside, cancellationToken)).Code, Is.EqualTo("http.address-refused"));
    }
}
