using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Tools;

/// <summary>Tells what time it is.</summary>
[Node("tool.time", Category = NodeCategories.Tools, Icon = "clock", Recorded = RecordedAs.Whole, Keywords = "now date today clock 지금 날짜 오늘 시각")]
[Text("en", "Current time", "The date and time now, for prompts that need it.")]
[Text("ko", "현재 시각", "지금의 날짜와 시각입니다. 프롬프트에 필요할 때 쓰세요.")]
[Guide("en", "Models do not know what day it is. Wire it into the prompt when an answer depends on \"today\", \"next week\" or opening hours, or into an agent's tools.")]
[Guide("ko", "모델은 오늘이 며칠인지 모릅니다. \"오늘\", \"다음 주\", 영업시간처럼 날짜에 따라 답이 달라지면 프롬프트나 에이전트의 도구에 연결하세요.")]
[Example("""{"zone": "Asia/Seoul", "language": "korean"}""")]
public sealed class TimeNode : Node<TimeNode.Settings, NoInputs>, ICheckedSettings<TimeNode.Settings>
{
    /// <summary>The time.</summary>
    [Text("en", "text", "The date and time.")]
    [Text("ko", "텍스트", "날짜와 시각입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The clock as a tool.</summary>
    [Text("en", "tool", "The clock as a tool for a model: it asks for the time when it needs it, in any time zone.")]
    [Text("ko", "도구", "모델이 필요할 때 원하는 시간대의 시각을 묻는 도구입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    private const string Schema =
        """{ "type": "object", "properties": { "zone": { "type": "string", "description": "A time zone such as Asia/Seoul, Europe/Berlin or UTC; without it the usual one." } }, "additionalProperties": false }""";

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out _))
            yield return new SettingProblem("time.zone", "zone", NoZone(settings.Zone));
        if (settings.Format != TimeFormat.Pattern || TryWrite(default, settings, out _)) yield break;
        yield return new SettingProblem("time.pattern", "pattern", NoPattern(settings.Pattern));
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var time = context.Time;
        var tool = new FunctionTool("current_time", "Tells the date and time now.", Schema, (arguments, _) =>
        {
            var zone = FunctionTool.TextOf(arguments, "zone");
            return Task.FromResult(Now(zone.Length > 0 ? settings with { Zone = zone } : settings, time));
        });
        return AsyncOutputs.Of(Text.Value(Now(settings, time)), Tool.Value(new ToolValue(tool, HasSideEffects: false)));
    }

    private static string Now(Settings settings, TimeProvider time)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out var zone)) throw new NodeException("time.zone", NoZone(settings.Zone));
        return TryWrite(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone), settings, out var text) ? text : throw new NodeException("time.pattern", NoPattern(settings.Pattern));
    }

    private static bool TryWrite(DateTimeOffset time, Settings settings, out string text)
    {
        var isKorean = settings.Language == TimeLanguage.Korean;
        var culture = CultureInfo.GetCultureInfo(isKorean ? "ko-KR" : "en-US");
        var pattern = settings.Format switch
        {
            TimeFormat.Iso => "yyyy-MM-dd'T'HH:mm:sszzz",
            TimeFormat.Date => "yyyy-MM-dd",
            TimeFormat.Time => "HH:mm",
            TimeFormat.Pattern => settings.Pattern,
            _ => isKorean ? "yyyy년 M월 d일 dddd HH:mm" : "dddd, d MMMM yyyy HH:mm",
        };
        try
        {
            text = time.ToString(pattern, culture);
            return true;
        }
        catch (FormatException)
        {
            text = "";
            return false;
        }
    }

    private static LocalText NoZone(string zone) => LocalText.Of(
        $"There is no time zone \"{zone}\". Write it as in Asia/Seoul, Europe/Berlin or UTC.",
        $"\"{zone}\" 시간대가 없습니다. Asia/Seoul, Europe/Berlin, UTC처럼 쓰세요.");

    private static LocalText NoPattern(string pattern) => LocalText.Of(
        $"\"{pattern}\" is not a pattern for times. Write it as in yyyy-MM-dd HH:mm.",
        $"\"{pattern}\"은(는) 시각 형식이 아닙니다. yyyy-MM-dd HH:mm처럼 쓰세요.");

    /// <summary>Where and how the time is told.</summary>
    public sealed record Settings
    {
        /// <summary>The time zone by its IANA name.</summary>
        [Field(Required = true, OnCard = true, Placeholder = "Asia/Seoul")]
        [MaxLength(100)]
        [Text("en", "Time zone", "The time zone, as in Asia/Seoul, Europe/Berlin or UTC.")]
        [Text("ko", "시간대", "Asia/Seoul, Europe/Berlin, UTC 같은 시간대입니다.")]
        public string Zone { get; init; } = "UTC";

        /// <summary>How the time is written.</summary>
        [Field(OnCard = true)]
        [Text("en", "Format", "How the time is written.")]
        [Text("ko", "형식", "시각을 어떻게 쓸지 정합니다.")]
        public TimeFormat Format { get; init; }

        /// <summary>The pattern, in .NET's custom date and time format.</summary>
        [Field(Required = true, VisibleWhen = nameof(Format), VisibleValues = "pattern")]
        [MaxLength(200)]
        [Text("en", "Pattern", "yyyy year, MM month, dd day, dddd weekday, HH hour, mm minute, ss second, zzz offset.")]
        [Text("ko", "직접 정한 형식", "yyyy 연도, MM 월, dd 일, dddd 요일, HH 시, mm 분, ss 초, zzz 시차입니다.")]
        public string Pattern { get; init; } = "yyyy-MM-dd HH:mm";

        /// <summary>The language of months and weekdays.</summary>
        [Field(VisibleWhen = nameof(Format), VisibleValues = "words|pattern")]
        [Text("en", "Language", "The language of months and weekdays.")]
        [Text("ko", "언어", "달과 요일 이름의 언어입니다.")]
        public TimeLanguage Language { get; init; }
    }
}
