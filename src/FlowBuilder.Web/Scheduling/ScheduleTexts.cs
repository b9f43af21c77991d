using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Scheduling;

/// <summary>Why a time of a schedule brought no run, in words.</summary>
internal static class ScheduleTexts
{
    /// <summary>The most missed times that are counted.</summary>
    public const int MostCounted = 1_000;

    /// <summary>The program was not there.</summary>
    /// <param name="count">How many times were missed, up to <see cref="MostCounted"/>.</param>
    /// <param name="last">The last of them, by the schedule's clocks.</param>
    public static LocalText Missed(int count, DateTimeOffset last)
    {
        if (count == 1) return LocalText.Of("The program was not running at this time.", "이 시각에 프로그램이 실행 중이 아니었습니다.");
        var until = last.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return count >= MostCounted
            ? LocalText.Of($"The program was not running: more than {MostCounted:N0} times were missed, up to {until}.", $"프로그램이 실행 중이 아니어서 {until}까지 {MostCounted:N0}번 넘게 놓쳤습니다.")
            : LocalText.Of($"The program was not running: {count} times were missed, up to {until}.", $"프로그램이 실행 중이 아니어서 {until}까지 {count}번 놓쳤습니다.");
    }

    /// <summary>The run before was still under way.</summary>
    public static LocalText Overlapped => LocalText.Of(
        "The run before was still under way, so this one was left out.", "이전 실행이 아직 끝나지 않아 이번에는 건너뛰었습니다.");

    /// <summary>The endpoint was switched off.</summary>
    public static LocalText Off => LocalText.Of("The endpoint was switched off.", "엔드포인트가 꺼져 있었습니다.");

    /// <summary>The flow was in the bin.</summary>
    public static LocalText InBin => LocalText.Of("The flow was in the bin.", "플로우가 휴지통에 있었습니다.");

    /// <summary>The schedule was changed between its time and its start.</summary>
    public static LocalText Changed => LocalText.Of(
        "The schedule was changed before this run could start.", "실행을 시작하기 전에 일정이 변경되었습니다.");

    /// <summary>Something that the log tells.</summary>
    public static LocalText Unexpected => LocalText.Of(
        "Something went wrong in the program. Its operator finds the details in the log.", "프로그램에 문제가 생겼습니다. 운영자가 로그에서 자세한 내용을 찾을 수 있습니다.");
}
