using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Scheduling;

/// <summary>One time of a schedule as its row has it.</summary>
internal sealed class ScheduleRunRow
{
    public const string Columns = "r.schedule_id AS ScheduleId, r.due_at AS DueAt, r.cause AS Cause, r.outcome AS Outcome, r.run_id AS RunId, r.detail AS Detail";

    public required string ScheduleId { get; init; }

    public required string DueAt { get; init; }

    public required string Cause { get; init; }

    public required string Outcome { get; init; }

    public string? RunId { get; init; }

    public string? Detail { get; init; }

    public static ScheduleRunRow Of(ScheduleRun run) => new()
    {
        ScheduleId = run.ScheduleId,
        DueAt = StoredTime.Write(run.DueAt),
        Cause = StoredName.Of(run.Cause),
        Outcome = StoredName.Of(run.Outcome),
        RunId = run.RunId,
        Detail = run.Detail is null ? null : JsonSerializer.Serialize(run.Detail, CoreJson.Options),
    };

    public ScheduleRun ToRun() => new(ScheduleId, StoredTime.Read(DueAt), StoredName.Read<ScheduleCause>(Cause), StoredName.Read<ScheduleOutcome>(Outcome))
    {
        RunId = RunId,
        Detail = Detail is null ? null : JsonSerializer.Deserialize<LocalText>(Detail, CoreJson.Options),
    };
}
