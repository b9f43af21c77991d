using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>What a field of a cron expression may hold.</summary>
internal sealed record CronFieldKind(string English, string Korean, int Least, int Most, ImmutableArray<string> Names, LocalText Allowed)
{
    /// <summary>The five fields, in their order.</summary>
    public static readonly ImmutableArray<CronFieldKind> All =
    [
        new("minute", "분", 0, 59, [], LocalText.Of("a number from 0 to 59", "0~59의 숫자")),
        new("hour", "시", 0, 23, [], LocalText.Of("a number from 0 to 23", "0~23의 숫자")),
        new("day of month", "일", 1, 31, [], LocalText.Of("a number from 1 to 31, or L for the last day", "1~31의 숫자 또는 마지막 날을 뜻하는 L")),
        new("month", "월", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], LocalText.Of("a number from 1 to 12, or JAN to DEC", "1~12의 숫자 또는 JAN~DEC")),
        new("weekday", "요일", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], LocalText.Of("a number from 0 to 7 (0 and 7 are Sunday), or SUN to SAT", "0~7의 숫자(0과 7은 일요일) 또는 SUN~SAT")),
    ];

    /// <summary>The largest step that makes sense.</summary>
    public int LongestStep => this == All[4] ? 6 : Most - Least;

    /// <summary>The number that a word stands for; null where it stands for none.</summary>
    public int? NumberOf(string word)
    {
        var name = Names.IndexOf(word.ToUpperInvariant());
        if (name >= 0) return name + Least;
        return word.Length is > 0 and <= 2 && word.All(char.IsAsciiDigit) && int.Parse(word, System.Globalization.CultureInfo.InvariantCulture) is var number && number >= Least && number <= Most
            ? number
            : null;
    }
}
