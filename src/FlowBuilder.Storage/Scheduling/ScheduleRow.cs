using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Scheduling;

/// <summary>A schedule as its row has it.</summary>
internal sealed class ScheduleRow
{
    public const string Columns =
        "id AS Id, slug AS Slug, name AS Name, cron AS Cron, time_zone AS TimeZone, inputs AS Inputs, session AS Session, is_enabled AS IsEnabled, "
        + "missed AS Missed, revision AS Revision, handled_until AS HandledUntil";

    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Cron { get; init; }

    public required string TimeZone { get; init; }

    public required string Inputs { get; init; }

    public string? Session { get; init; }

    public long IsEnabled { get; init; }

    public required string Missed { get; init; }

    public long Revision { get; init; }

    public required string HandledUntil { get; init; }

    public static ScheduleRow Of(Schedule schedule, DateTimeOffset now) => new()
    {
        Id = schedule.Id,
        Slug = schedule.Slug,
        Name = schedule.Name,
        Cron = schedule.Cron,
        TimeZone = schedule.TimeZone,
        Inputs = JsonSerializer.Serialize(schedule.Inputs, CoreJson.Options),
        Session = schedule.Session,
        IsEnabled = schedule.IsEnabled ? 1 : 0,
        Missed = StoredName.Of(schedule.Missed),
        HandledUntil = StoredTime.Write(now),
    };

    public Schedule ToSchedule() => new()
    {
        Id = Id,
        Slug = Slug,
        Name = Name,
        Cron = Cron,
        TimeZone = TimeZone,
        Inputs = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Inputs, CoreJson.Options)!,
        Session = Session,
        IsEnabled = IsEnabled != 0,
        Missed = StoredName.Read<MissedPolicy>(Missed),
        Revision = Revision,
        HandledUntil = StoredTime.Read(HandledUntil),
    };
}
