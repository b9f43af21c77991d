using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>Reads the five fields of a cron expression (crontab(5)), and says in which one something is wrong.</summary>
internal static class CronParser
{
    private const int MaxLength = 200;

    private static readonly Dictionary<string, string> Nicknames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    /// <summary>The fields, or what is wrong.</summary>
    public static (ImmutableArray<CronField> Fields, LocalText? Problem) Parse(string text)
    {
        if (text.Length > MaxLength)
            return ([], LocalText.Of($"A cron rule has {MaxLength} characters at most.", $"cron 규칙은 {MaxLength}자까지 쓸 수 있습니다."));
        if (Nicknames.TryGetValue(text.Trim(), out var meant)) text = meant;
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != CronFieldKind.All.Length) return ([], WrongCount(parts));
        var fields = ImmutableArray.CreateBuilder<CronField>();
        for (var i = 0; i < parts.Length; i++)
        {
            var (field, problem) = FieldOf(parts[i], CronFieldKind.All[i], i);
            if (problem is not null) return ([], problem);
            fields.Add(field);
        }

        // Sunday is 0 and 7.
        if (fields[4].Has(7)) fields[4] = fields[4] with { Numbers = fields[4].Numbers & ~(1UL << 7) | 1 };
        return (fields.ToImmutable(), null);
    }

    private static (CronField Field, LocalText? Problem) FieldOf(string text, CronFieldKind kind, int place)
    {
        var isOpen = text.StartsWith('*') || text == "?" && place is 2 or 4;
        if (text == "?" && isOpen) text = "*";
        var (numbers, hasLast) = (0UL, false);
        foreach (var item in text.Split(','))
        {
            if (place == 2 && item is "L" or "l")
            {
                hasLast = true;
                continue;
            }

            if (Item(item, kind, ref numbers) is { } problem) return (default, problem);
        }

        return (new CronField(numbers, isOpen, hasLast), null);
    }

    private static LocalText? Item(string item, CronFieldKind kind, ref ulong numbers)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? item : item[..slash];
        var step = 1;
        if (slash >= 0)
        {
            var written = item[(slash + 1)..];
            if (written.Length is 0 or > 3 || !written.All(char.IsAsciiDigit)) return BadStep(kind, item);
            step = int.Parse(written, CultureInfo.InvariantCulture);
            if (step < 1 || step > kind.LongestStep) return BadStep(kind, item);
        }

        var (first, last) = (kind.Least, kind.Most);
        if (range != "*")
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var (from, to) = dash < 0 ? (range, range) : (range[..dash], range[(dash + 1)..]);
            if (kind.NumberOf(from) is not { } low) return Unknown(kind, from, item);
            if (kind.NumberOf(to) is not { } high) return Unknown(kind, to, item);
            if (low > high) return Backwards(kind, range, low, high);
            (first, last) = (low, dash < 0 && slash >= 0 ? kind.Most : high);
        }

        // Of the two names of Sunday a star means one, or steps would count it twice.
        if (kind.Most == 7 && (range == "*" || !range.Contains('-', StringComparison.Ordinal) && slash >= 0)) last = Math.Min(last, 6);
        for (var number = first; number <= last; number += step) numbers |= 1UL << number;
        return null;
    }

    private static LocalText WrongCount(string[] parts) => parts switch
    {
        [] => LocalText.Of(
            "Write when it runs in five fields: minute, hour, day of month, month, weekday. 0 9 * * MON-FRI is every weekday at 09:00.",
            "분, 시, 일, 월, 요일의 다섯 칸으로 적으세요. 0 9 * * MON-FRI는 평일 오전 9:00입니다."),
        [_, _, _, _, _, _, ..] => LocalText.Of(
            $"There are {parts.Length} fields, and five are understood: minute, hour, day of month, month, weekday. Leave out seconds and years, as in 0 9 * * MON-FRI.",
            $"{parts.Length}칸이 적혀 있습니다. 분, 시, 일, 월, 요일의 다섯 칸만 쓸 수 있으니 초와 연도는 빼세요. 예: 0 9 * * MON-FRI"),
        _ => LocalText.Of(
            $"There are {parts.Length} of five fields: minute, hour, day of month, month, weekday. Write * where any will do, as in 0 9 * * MON-FRI.",
            $"분, 시, 일, 월, 요일의 다섯 칸 중 {parts.Length}칸만 적혀 있습니다. 상관없는 칸에는 *를 쓰세요. 예: 0 9 * * MON-FRI"),
    };

    private static LocalText Unknown(CronFieldKind kind, string word, string item) => word.Length == 0
        ? In(kind, $"something is missing in \"{item}\". Write {kind.Allowed.English}", $"\"{item}\"에 빠진 값이 있습니다. {kind.Allowed.All["ko"]}(을)를 쓰세요")
        : In(kind, $"\"{word}\" is not known here. Write {kind.Allowed.English}", $"\"{word}\"은(는) 여기에 쓸 수 없습니다. {kind.Allowed.All["ko"]}(을)를 쓰세요");

    private static LocalText BadStep(CronFieldKind kind, string item) => In(
        kind,
        $"the step of \"{item}\" must be a number from 1 to {kind.LongestStep}, as in */{Math.Min(5, kind.LongestStep)}",
        $"\"{item}\"의 간격은 1~{kind.LongestStep}의 숫자여야 합니다. 예: */{Math.Min(5, kind.LongestStep)}");

    private static LocalText Backwards(CronFieldKind kind, string range, int low, int high)
    {
        var most = kind.Most == 7 ? 6 : kind.Most;
        var instead = string.Create(CultureInfo.InvariantCulture, $"{low}-{most},{kind.Least}-{high}");
        return In(kind, $"\"{range}\" runs backwards. Write {instead}", $"\"{range}\"은(는) 순서가 거꾸로입니다. {instead}(으)로 쓰세요");
    }

    private static LocalText In(CronFieldKind kind, string english, string korean) =>
        LocalText.Of($"In the field {kind.English}: {english}.", $"'{kind.Korean}' 칸: {korean}.");
}
