using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Control;

/// <summary>Holds a value back for a while, or until a time.</summary>
[Node("control.wait", Category = NodeCategories.Logic, Icon = "clock", Lasting = true, Recorded = RecordedAs.Whole, Keywords = "delay sleep pause timer 기다리기 지연 대기 일시정지")]
[Text("en", "Wait", "Holds a value back for a while, or until a time, and then passes it on.")]
[Text("ko", "기다리기", "일정 시간 동안 또는 정한 시각까지 값을 붙잡아 두었다가 그대로 보냅니다.")]
[Guide("en", "Use it to keep a pace that a service asks for, or to send something later in the day. For what should happen every day at the same time, publish the flow and give it a schedule instead.")]
[Guide("ko", "서비스가 요구하는 간격을 지키거나 오늘 늦은 시간에 보낼 때 쓰세요. 매일 같은 시각에 할 일이라면 플로우를 게시하고 일정을 정하세요.")]
[Example("""{"length": 2, "unit": "minutes"}""")]
public sealed class WaitNode() : ResultNode<WaitNode.Settings, WaitNode.Inputs, object>(Value), ICheckedSettings<WaitNode.Settings>
{
    // The longest that a timer can be set to is a little more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(42);

    /// <summary>The value as it came.</summary>
    [Text("en", "value", "The value as it came, after the wait.")]
    [Text("ko", "값", "기다린 뒤에 그대로 나오는 값입니다.")]
    public static readonly OutputPort<object> Value = new("value");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Kind == WaitKind.Until && !string.IsNullOrWhiteSpace(settings.Until) && TimeIn(settings.Until) is null)
            yield return new SettingProblem("wait.time", "until", NoTime(settings.Until));
    }

    /// <inheritdoc/>
    protected override async Task<object> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        var wait = settings.Kind == WaitKind.For
            ? LengthOf(settings)
            : (TimeIn(settings.Until) ?? throw new NodeException("wait.time", NoTime(settings.Until))) - context.Time.GetUtcNow();
        if (wait > Longest)
        {
            throw new NodeException("wait.too-long", LocalText.Of(
                $"The wait would take {wait.TotalDays:0} days; {Longest.TotalDays:0} are the most. Start the flow by a schedule instead.",
                $"{wait.TotalDays:0}일을 기다려야 하는데 {Longest.TotalDays:0}일까지만 기다릴 수 있습니다. 대신 예약 실행을 사용하세요."));
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, context.Time, cancellationToken).ConfigureAwait(false);
        return inputs.Value;
    }

    private static TimeSpan LengthOf(Settings settings) => settings.Unit switch
    {
        WaitUnit.Minutes => TimeSpan.FromMinutes(settings.Length),
        WaitUnit.Hours => TimeSpan.FromHours(settings.Length),
        _ => TimeSpan.FromSeconds(settings.Length),
    };

    private static DateTimeOffset? TimeIn(string text) =>
        DateTimeOffset.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && text.Contains('-', StringComparison.Ordinal)
            ? time
            : null;

    private static LocalText NoTime(string text) => LocalText.Of(
        $"\"{text}\" is no time that can be read. Write it as in 2026-03-01T09:00 or 2026-03-01T09:00+09:00.",
        $"\"{text}\"을(를) 시각으로 읽을 수 없습니다. 2026-03-01T09:00 또는 2026-03-01T09:00+09:00처럼 쓰세요.");

    /// <summary>How long it waits.</summary>
    public sealed record Settings
    {
        /// <summary>What the pause is measured by.</summary>
        [Field(OnCard = true)]
        [Text("en", "Wait", "For a while, or until a time.")]
        [Text("ko", "기다리는 방법", "일정 시간 동안 또는 정한 시각까지 기다립니다.")]
        public WaitKind Kind { get; init; }

        /// <summary>How long, in the unit.</summary>
        [Field(OnCard = true, Promotable = true, VisibleWhen = nameof(Kind), VisibleValues = "for")]
        [Range(0, 1000)]
        [Text("en", "Length", "How long it waits. A run ends at its own time limit all the same.")]
        [Text("ko", "길이", "얼마나 기다릴지 정합니다. 실행 전체의 제한 시간을 넘길 수는 없습니다.")]
        public double Length { get; init; } = 5;

        /// <summary>What the length is counted in.</summary>
        [Field(OnCard = true, VisibleWhen = nameof(Kind), VisibleValues = "for")]
        [Text("en", "Unit", "What the length is counted in.")]
        [Text("ko", "단위", "길이의 단위입니다.")]
        public WaitUnit Unit { get; init; }

        /// <summary>When it ends.</summary>
        [Field(OnCard = true, Required = true, Promotable = true, VisibleWhen = nameof(Kind), VisibleValues = "until", Placeholder = "2026-03-01T09:00+09:00")]
        [MaxLength(100)]
        [Text("en", "Until", "Date and time, as in 2026-03-01T09:00+09:00; without an offset it is UTC. A time that has passed waits not at all.")]
        [Text("ko", "시각", "2026-03-01T09:00+09:00처럼 날짜와 시각을 씁니다. 시간대를 쓰지 않으면 UTC입니다. 이미 지난 시각이면 기다리지 않습니다.")]
        public string Until { get; init; } = "";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value that is held back.</summary>
        [Text("en", "value", "The value that is held back.")]
        [Text("ko", "값", "붙잡아 둘 값입니다.")]
        public required object Value { get; init; }
    }
}
