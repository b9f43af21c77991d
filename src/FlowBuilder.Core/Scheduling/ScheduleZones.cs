using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling;

/// <summary>The time zones of this machine, by the ids of the IANA database.</summary>
public static class ScheduleZones
{
    private const int MaxLength = 64;

    private static readonly Lazy<ImmutableArray<string>> Known = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => IanaOf(zone.Id)).Where(IsPlace).Append("UTC").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The ids of places, such as <c>Asia/Seoul</c>, and <c>UTC</c>, in order.</summary>
    public static ImmutableArray<string> Ids => Known.Value;

    /// <summary>The time zone of an id; null for one that is not known.</summary>
    public static TimeZoneInfo? Find(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId
            ? zone
            : null;

    /// <summary>The id of a machine's own time zone.</summary>
    /// <param name="zone">The time zone, under whatever id the machine has it.</param>
    public static string IdOf(TimeZoneInfo zone) => Find(IanaOf(zone.Id)) is { } known && IsPlace(known.Id) ? known.Id : "UTC";

    /// <summary>Says that there is no such time zone, and which one may be meant.</summary>
    public static LocalText Unknown(string id)
    {
        var shown = id.Length <= MaxLength ? id : id[..MaxLength] + "…";
        var place = id.Trim().Replace(' ', '_');
        var near = Ids.FirstOrDefault(known => place.Length > 0 && (known.Equals(place, StringComparison.OrdinalIgnoreCase) || known.EndsWith($"/{place}", StringComparison.OrdinalIgnoreCase)));
        return near is null
            ? LocalText.Of($"There is no time zone \"{shown}\". Write a name such as Asia/Seoul, Europe/Berlin or UTC.", $"\"{shown}\" 시간대가 없습니다. Asia/Seoul, Europe/Berlin, UTC처럼 쓰세요.")
            : LocalText.Of($"There is no time zone \"{shown}\". Write {near}.", $"\"{shown}\" 시간대가 없습니다. {near}(으)로 쓰세요.");
    }

    private static bool IsPlace(string id) => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal);

    private static string IanaOf(string id) => TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var iana) ? iana : id;
}
