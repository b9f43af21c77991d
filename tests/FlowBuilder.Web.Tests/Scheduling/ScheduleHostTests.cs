using System.Text.Json;
using System.Threading.Channels;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Testing.Hazards;
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

        var book = program.Services.GetRequiredService<ScheduleBook>();
        var added = await book.AddAsync("echo", new() { Cron = "0 9 * * *", TimeZone = "UTC", Inputs = Question }, cancellationToken);
        await time.WaitForTimerAsync(wait => wait == TimeSpan.FromSeconds(39.75), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(39.75));

        var run = (await StartedAsync(program, added.Id, cancellationToken)).Single();
        Assert.That((run.Outcome, run.DueAt), Is.EqualTo((ScheduleOutcome.Started, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero))));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-33")]
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
            var history = await StartedAsync(again, id, cancellationToken);

            Assert.That(history.Select(run => (run.Cause, run.Outcome)), Is.EqualTo(new[] { (ScheduleCause.CatchUp, ScheduleOutcome.Started), (ScheduleCause.Due, ScheduleOutcome.Missed) }));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // Looks again whenever something came of a schedule, until its latest time has started.
    private static async Task<IReadOnlyList<ScheduleRun>> StartedAsync(TestProgram program, string id, CancellationToken cancellationToken)
    {
        var news = Channel.CreateUnbounded<string>();
        program.Services.GetRequiredService<ScheduleNews>().Changed += slug => news.Writer.TryWrite(slug);
        while (true)
        {
            var history = await program.Services.GetRequiredService<IScheduleStore>().ListRunsAsync(id, 5, cancellationToken);
            if (history is [{ Outcome: ScheduleOutcome.Started }, ..]) return history;
            await news.Reader.ReadAsync(cancellationToken);
        }
    }
}
