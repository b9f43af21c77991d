using System.Text.Json;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Scheduling;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Scheduling;

[Parallelizable(ParallelScope.All)]
public sealed class ScheduleHostTests
{
    private static readonly Dictionary<string, JsonElement> Question = new() { ["question"] = JsonSerializer.SerializeToElement("?") };

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_program_wakes_for_a_new_schedule_and_runs_it_at_its_time(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 59, 20, 250, TimeSpan.Zero));
        await using var program = new TestProgram(time: time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = program.Services.GetRequiredService<IScheduleStore>();

        var book = program.Services.GetRequiredService<ScheduleBook>();
        var added = await book.AddAsync("echo", new() { Cron = "0 9 * * *", TimeZone = "UTC", Inputs = Question }, cancellationToken);
        await time.WaitForTimerAsync(wait => wait == TimeSpan.FromSeconds(39.75), cancellationToken);
        program.Services.GetRequiredService<ScheduleNews>().Changed += _ => came.TrySetResult();
        time.Advance(TimeSpan.FromSeconds(39.75));
        await came.Task.WaitAsync(cancellationToken);

        var run = (await store.ListRunsAsync(added.Id, 5, cancellationToken)).Single();
        Assert.That((run.Outcome, run.DueAt), Is.EqualTo((ScheduleOutcome.Started, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero))));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_start_after_hours_makes_up_once_for_what_was_missed(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-schedules-").FullName;
        try
        {
            string id;
            var before = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
            await using (var program = new TestProgram(time: before, data: data))
            {
                using var client = program.Client();
                await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
                var book = program.Services.GetRequiredService<ScheduleBook>();
                id = (await book.AddAsync("echo", new() { Cron = "0 * * * *", TimeZone = "UTC", Missed = "once", Inputs = Question }, cancellationToken)).Id;
            }

            var later = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 11, 30, 0, TimeSpan.Zero));
            await using var again = new TestProgram(time: later, data: data);
            _ = again.Address;
            await later.WaitForTimerAsync(wait => wait == TimeSpan.FromMinutes(1), cancellationToken);
            var history = await again.Services.GetRequiredService<IScheduleStore>().ListRunsAsync(id, 5, cancellationToken);

            Assert.That(history.Select(run => (run.Cause, run.Outcome)), Is.EqualTo(new[] { (ScheduleCause.CatchUp, ScheduleOutcome.Started), (ScheduleCause.Due, ScheduleOutcome.Missed) }));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
