using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Scheduling;

[Parallelizable(ParallelScope.All)]
public sealed class ScheduleRunnerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly object Ask = new { cron = "0-2 9 * * *", timeZone = "UTC", inputs = new { question = "?" } };

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_due_runs_the_version_that_answers_with_the_schedules_inputs(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync(
            "echo", new { cron = "0 18 * * *", timeZone = "Asia/Seoul", session = "reports", inputs = new { question = "All well?" } }, cancellationToken);

        var next = await stage.PassAsync(TimeSpan.FromMinutes(59), cancellationToken);
        Assert.That(await stage.HistoryAsync(id, cancellationToken), Is.Empty);
        Assert.That(next, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));
        next = await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);
        await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);

        var came = (await stage.HistoryAsync(id, cancellationToken)).Single();
        var runId = came.GetProperty("runId").GetString()!;
        await stage.Runs.WhenArchivedAsync(runId);
        var run = await stage.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runId}", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next, Is.EqualTo(new DateTimeOffset(2026, 1, 6, 9, 0, 0, TimeSpan.Zero)));
            Assert.That((came.GetProperty("cause").GetString(), came.GetProperty("outcome").GetString()), Is.EqualTo(("due", "started")));
            Assert.That(came.GetProperty("dueAt").GetDateTimeOffset(), Is.EqualTo(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));
            Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(run.GetProperty("inputs").GetProperty("question").GetString(), Is.EqualTo("All well?"));
            Assert.That(run.GetProperty("session").GetString(), Is.EqualTo("reports"));
            Assert.That(run.GetProperty("endpoint").GetProperty("slug").GetString(), Is.EqualTo("echo"));
            Assert.That(run.GetProperty("endpoint").GetProperty("version").GetInt32(), Is.EqualTo(1));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_draft_that_is_broken_changes_nothing(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        var flow = await stage.Program.PublishAsync(stage.Client, Drawings.Echo, "echo", cancellationToken);
        var id = await stage.AddAsync("0 9 * * *", cancellationToken);
        await stage.Program.RedrawAsync(stage.Client, flow, "answer: output.text {\"name\":\"answer\"}", cancellationToken);

        await stage.PassAsync(Hour, cancellationToken);

        Assert.That(Outcomes(await stage.HistoryAsync(id, cancellationToken)), Is.EqualTo(new[] { "due started" }));
    }

    [TestCase("once", "catchUp started", "due missed")]
    [TestCase("skip", "due missed", null)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Three_hours_down_are_made_up_for_once_or_left_out(string missed, string first, string? second, CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("*/30 * * * *", cancellationToken, missed);
        await stage.Runner.TickAsync(cancellationToken);

        stage.StartAnew();
        await stage.PassAsync(TimeSpan.FromMinutes(190), cancellationToken);

        string?[] expected = [first, second];
        var history = await stage.HistoryAsync(id, cancellationToken);
        Assert.That(Outcomes(history), Is.EqualTo(expected.OfType<string>()));
        Assert.That(history[^1].GetProperty("detail").GetString(), Does.Contain(missed == "once" ? "5 times were missed, up to 2026-01-05 10:30" : "6 times were missed, up to 2026-01-05 11:00"));
        // Whatever is under way still would be a reason to leave out the next time.
        await stage.Runs.AllArchivedAsync(cancellationToken);
        await stage.PassAsync(TimeSpan.FromMinutes(20), cancellationToken);
        Assert.That(Outcomes(await stage.HistoryAsync(id, cancellationToken))[0], Is.EqualTo("due started"), "The next time is as any other.");
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_restart_of_some_minutes_loses_nothing_even_where_missed_times_are_left_out(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("0 9 * * *", cancellationToken, "skip");

        await stage.PassAsync(TimeSpan.FromMinutes(64), cancellationToken);

        Assert.That(Outcomes(await stage.HistoryAsync(id, cancellationToken)), Is.EqualTo(new[] { "due started" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-33")]
    public async Task Two_schedulers_of_one_database_start_each_time_once(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("* * * * *", cancellationToken);
        var runners = Enumerable.Range(0, 4).Select(_ => stage.NewRunner()).ToList();

        for (var minute = 0; minute < 10; minute++)
        {
            stage.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(runners.Select(runner => Task.Run(() => runner.TickAsync(cancellationToken).AsTask(), cancellationToken)));
            foreach (var run in await stage.HistoryAsync(id, cancellationToken))
                if (run.TryGetProperty("runId", out var runId)) await stage.Runs.WhenArchivedAsync(runId.GetString()!);
        }

        var history = await stage.HistoryAsync(id, cancellationToken);
        var runs = await stage.Program.Services.GetRequiredService<IRunArchive>().ListAsync(new RunQuery(Endpoint: "echo"), cancellationToken);
        Assert.That(Outcomes(history), Is.EqualTo(Enumerable.Repeat("due started", 10)));
        Assert.That(runs.Select(run => run.RunId), Is.EquivalentTo(history.Select(came => came.GetProperty("runId").GetString())));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task After_twenty_edits_only_the_last_rule_runs(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("0 9 * * *", cancellationToken);
        for (var minute = 1; minute <= 20; minute++)
        {
            await stage.Runner.TickAsync(cancellationToken);
            using var answer = await stage.Client.PutAsJsonAsync($"api/v1/endpoints/echo/schedules/{id}", new { cron = $"{minute} 9 * * *" }, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        }

        for (var minute = 0; minute < 120; minute++) await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);

        var history = await stage.HistoryAsync(id, cancellationToken);
        Assert.That(history.Select(came => came.GetProperty("dueAt").GetDateTimeOffset().Minute), Is.EqualTo(new[] { 20 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_time_is_left_out_while_the_run_before_goes_on(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var stage = new ScheduleStage();
        await stage.ConnectAsync(model, cancellationToken);
        await stage.Program.PublishAsync(stage.Client, Drawings.Ask, "ask", cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Slow").Wait(gate));
        model.Reply(FakeReply.Of("Quick"));
        var id = await stage.AddAsync("ask", Ask, cancellationToken);

        await stage.PassAsync(Hour, cancellationToken);
        // The clock must not pass the model's time for answering the call.
        await gate.Reached.WaitAsync(cancellationToken);
        await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);
        Assert.That(Outcomes(await stage.HistoryAsync("ask", id, cancellationToken)), Is.EqualTo(new[] { "due overlapped", "due started" }));
        gate.Open();
        await stage.Runs.WhenArchivedAsync((await stage.HistoryAsync("ask", id, cancellationToken))[1].GetProperty("runId").GetString()!);
        await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);

        Assert.That(Outcomes(await stage.HistoryAsync("ask", id, cancellationToken)), Is.EqualTo(new[] { "due started", "due overlapped", "due started" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_busy_host_is_asked_again_and_given_up_after_a_while(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var stage = new ScheduleStage(new() { ["Limits:Runs"] = "1" });
        await stage.ConnectAsync(model, cancellationToken);
        await stage.Program.PublishAsync(stage.Client, Drawings.Ask, "ask", cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Slow").Wait(gate));
        model.Reply(FakeReply.Of("Quick"));
        await stage.AddAsync("ask", new { cron = "0 9 * * *", timeZone = "UTC", inputs = new { question = "?" } }, cancellationToken);
        var other = await stage.AddAsync("ask", new { cron = "1,2 9 * * *", timeZone = "UTC", inputs = new { question = "?" } }, cancellationToken);

        await stage.PassAsync(Hour, cancellationToken);
        // The clock must not pass the model's time for answering the call.
        await gate.Reached.WaitAsync(cancellationToken);
        var again = await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);
        Assert.That(again, Is.EqualTo(stage.Time.GetUtcNow().AddSeconds(2)));
        foreach (var seconds in (int[])[2, 10, 30]) await stage.PassAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
        var given = (await stage.HistoryAsync("ask", other, cancellationToken)).Single();
        Assert.That(given.GetProperty("outcome").GetString(), Is.EqualTo("refused"));
        Assert.That(given.GetProperty("detail").GetString(), Does.Contain("many runs"));

        await stage.PassAsync(TimeSpan.FromSeconds(18), cancellationToken);
        var slow = stage.Runs.ListLive().Single().RunId;
        gate.Open();
        await stage.Runs.WhenArchivedAsync(slow);
        await stage.PassAsync(TimeSpan.FromSeconds(2), cancellationToken);
        Assert.That(Outcomes(await stage.HistoryAsync("ask", other, cancellationToken)), Is.EqualTo(new[] { "due started", "due refused" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_endpoint_that_is_off_a_flow_in_the_bin_and_inputs_that_do_not_fit_any_more_are_told(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        var flow = await stage.Program.PublishAsync(stage.Client, Drawings.Echo, "echo", cancellationToken);
        var id = await stage.AddAsync("0 * * * *", cancellationToken);

        await stage.Client.ChangeEndpointAsync("echo", new { isEnabled = false }, cancellationToken);
        await stage.PassAsync(Hour, cancellationToken);
        await stage.Client.ChangeEndpointAsync("echo", new { isEnabled = true }, cancellationToken);
        (await stage.Client.DeleteAsync($"api/v1/flows/{flow}", cancellationToken)).EnsureSuccessStatusCode();
        await stage.PassAsync(Hour, cancellationToken);
        (await stage.Client.PostAsync($"api/v1/flows/{flow}/restore", null, cancellationToken)).EnsureSuccessStatusCode();
        await stage.Program.RedrawAsync(stage.Client, flow, Drawings.Echo.Replace("\"name\":\"question\"", "\"name\":\"topic\",\"required\":true", StringComparison.Ordinal), cancellationToken);
        await stage.Client.PublishAsync(flow, "echo", cancellationToken);
        await stage.PassAsync(Hour, cancellationToken);

        var history = await stage.HistoryAsync(id, cancellationToken);
        Assert.That(Outcomes(history), Is.EqualTo(new[] { "due refused", "due refused", "due off" }));
        Assert.That(history.Select(came => came.GetProperty("detail").GetString()), Has.All.Not.Empty);
        Assert.That(history[1].GetProperty("detail").GetString(), Does.Contain("bin"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_time_that_was_claimed_when_the_program_ended_is_run_once_when_it_is_back(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("0 9 * * *", cancellationToken);
        stage.Time.Advance(Hour);
        var due = stage.Time.GetUtcNow();
        var schedule = (await stage.Store.FindAsync(id, cancellationToken))!;
        await stage.Store.ClaimAsync(new ScheduleClaim(schedule, due) { Due = new ScheduleRun(id, due, ScheduleCause.Due, ScheduleOutcome.Claimed) }, cancellationToken);

        await stage.Runner.TickAsync(cancellationToken);
        stage.StartAnew();
        await stage.Runner.TickAsync(cancellationToken);

        Assert.That(Outcomes(await stage.HistoryAsync(id, cancellationToken)), Is.EqualTo(new[] { "due started" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_began_before_it_was_written_down_does_not_begin_again(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("0 9 * * *", cancellationToken);
        await stage.PassAsync(Hour, cancellationToken);
        var came = (await stage.Store.ListRunsAsync(id, 1, cancellationToken)).Single();
        await stage.Runs.WhenArchivedAsync(came.RunId!);
        await stage.Store.SettleAsync(came with { Outcome = ScheduleOutcome.Claimed, RunId = null }, cancellationToken);

        stage.StartAnew();
        await stage.Runner.TickAsync(cancellationToken);

        Assert.That((await stage.Store.ListRunsAsync(id, 5, cancellationToken)).Single().RunId, Is.EqualTo(came.RunId));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_switched_off_or_removed_does_not_run_and_what_passed_meanwhile_is_not_made_up_for(CancellationToken cancellationToken)
    {
        await using var stage = new ScheduleStage();
        await stage.PublishEchoAsync(cancellationToken);
        var id = await stage.AddAsync("0 * * * *", cancellationToken);
        var removed = await stage.AddAsync("0 * * * *", cancellationToken);

        await SwitchAsync(false);
        (await stage.Client.DeleteAsync($"api/v1/endpoints/echo/schedules/{removed}", cancellationToken)).EnsureSuccessStatusCode();
        await stage.PassAsync(TimeSpan.FromHours(10), cancellationToken);
        await SwitchAsync(true);
        await stage.PassAsync(TimeSpan.FromMinutes(30), cancellationToken);
        Assert.That(await stage.HistoryAsync(id, cancellationToken), Is.Empty);
        await stage.PassAsync(TimeSpan.FromMinutes(30), cancellationToken);

        Assert.That(Outcomes(await stage.HistoryAsync(id, cancellationToken)), Is.EqualTo(new[] { "due started" }));
        Assert.That(await stage.Store.ListRunsAsync(removed, 5, cancellationToken), Is.Empty);

        async Task SwitchAsync(bool isOn)
        {
            using var answer = await stage.Client.PutAsJsonAsync($"api/v1/endpoints/echo/schedules/{id}", new { isEnabled = isOn }, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        }
    }

    private static IReadOnlyList<string> Outcomes(IEnumerable<JsonElement> history) =>
        [.. history.Select(came => $"{came.GetProperty("cause").GetString()} {came.GetProperty("outcome").GetString()}")];
}
