using System.Globalization;

namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>Times, days and months as people say them.</summary>
internal static class CronWords
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static readonly string[] EnglishDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static readonly string[] KoreanDays = ["일", "월", "화", "수", "목", "금", "토"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static string EnglishTime(int hour, int minute) => string.Create(English, $"{hour:00}:{minute:00}");

    public static string KoreanTime(int hour, int minute) =>
        string.Create(English, $"{(hour < 12 ? "오전" : "오후")} {(hour % 12 == 0 ? 12 : hour % 12)}:{minute:00}");

    public static string EnglishMonth(int month) => EnglishMonths[month - 1];

    /// <summary>A list, as in <c>one, two and three</c>.</summary>
    public static string EnglishList(IEnumerable<string> words, string last = "and")
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    /// <summary>Numbers, with runs of three and more as a range.</summary>
    public static IEnumerable<(int From, int To)> Ranges(IEnumerable<int> numbers)
    {
        (int From, int To)? range = null;
        foreach (var number in numbers)
        {
            if (range is { } open && number == open.To + 1) range = (open.From, number);
            else
            {
                if (range is { } ended) foreach (var piece in Pieces(ended)) yield return piece;
                range = (number, number);
            }
        }

        if (range is { } rest) foreach (var piece in Pieces(rest)) yield return piece;
    }

    private static IEnumerable<(int From, int To)> Pieces((int From, int To) range) =>
        range.To == range.From + 1 ? [(range.From, range.From), (range.To, range.To)] : [range];
}
