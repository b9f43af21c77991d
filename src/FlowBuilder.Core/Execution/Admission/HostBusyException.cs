using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Admission;

/// <summary>The host takes no further run now. Nothing was started; try again a little later.</summary>
/// <param name="reason">What there is too little of.</param>
public sealed class HostBusyException(BusyReason reason) : Exception($"The host takes no further run: {reason}.")
{
    /// <summary>What there is too little of.</summary>
    public BusyReason Reason { get; } = reason;

    /// <summary>Its stable code.</summary>
    public string Code => Reason switch
    {
        BusyReason.Caller => "host.busy-caller",
        BusyReason.Memory => "host.busy-memory",
        _ => "host.busy",
    };

    /// <summary>What happened and what to do.</summary>
    public LocalText Text => Reason switch
    {
        BusyReason.Caller => LocalText.Of(
            "This caller has as many runs under way as others leave it. Try again when some have ended.",
            "이 호출자가 지금 동시에 실행할 수 있는 몫을 모두 쓰고 있습니다. 일부가 끝난 뒤에 다시 시도하세요."),
        BusyReason.Memory => LocalText.Of(
            "This program has too little memory left for another run. Try again a little later.",
            "새로 실행하기에는 프로그램의 메모리가 부족합니다. 잠시 후 다시 시도하세요."),
        _ => LocalText.Of(
            "As many runs are under way as this program allows. Try again a little later.",
            "동시에 실행할 수 있는 개수를 모두 쓰고 있습니다. 잠시 후 다시 시도하세요."),
    };
}
