using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>What can go wrong with keeping runs, in words.</summary>
internal static class RunFaults
{
    /// <summary>A run whose journal could not be written.</summary>
    public static readonly NodeFault NotKept = new("run.not-kept", FaultKind.Internal, LocalText.Of(
        "What happened in the run could not be saved, so it was stopped rather than lost later. Check whether the disk of the data folder is full.",
        "실행 내용을 저장하지 못해, 나중에 잃어버리지 않도록 실행을 멈췄습니다. 데이터 폴더의 디스크가 가득 찼는지 확인하세요."));

    /// <summary>Why a run cannot go on of which the log tells more.</summary>
    public static readonly LocalText Unexpected = LocalText.Of(
        "Something went wrong in this program when it tried; its operator finds the details in the log.",
        "이어서 실행하려는 중에 프로그램에 문제가 생겼습니다. 운영자가 로그에서 자세한 내용을 볼 수 있습니다.");

    /// <summary>A run whose journal cannot be read to its end.</summary>
    public static NodeFault Damaged => CannotContinue(LocalText.Of(
        "A part of what was kept of it is damaged or missing, or was written by a newer version.",
        "보관된 기록의 일부가 손상되었거나 없거나 더 새로운 버전에서 저장된 것입니다."));

    /// <summary>A run that was under way whenever the program died.</summary>
    public static NodeFault Quarantined(int deaths) => new("run.quarantined", FaultKind.Internal, LocalText.Of(
        $"The program ended unexpectedly {deaths} times while this run was under way, so it is not continued. Look in the program's log for what happened, and start it again when that is mended.",
        $"이 실행이 진행되는 동안 프로그램이 {deaths}번 갑자기 종료되어 더 이상 이어서 실행하지 않습니다. 프로그램 로그에서 원인을 확인하고 해결한 뒤 다시 실행하세요."));

    /// <summary>A run that this program cannot go on with.</summary>
    public static NodeFault CannotContinue(LocalText reason) => new("run.cannot-continue", FaultKind.Flow, LocalText.Of(
        $"The program was started again and cannot go on with this run. {reason.English} Start it anew.",
        $"프로그램이 다시 시작되었지만 이 실행을 이어서 할 수 없습니다. {reason.For(Languages.Korean)} 처음부터 다시 실행하세요."));

    /// <summary>A node that changes something outside and was under way when the program ended.</summary>
    public static NodeException Interrupted(string title) => new("node.interrupted", LocalText.Of(
        $"The program ended while \"{title}\" was under way. Whether it had its effect is not known, so it was not repeated. Look whether it has; or let it run again after an interruption, in its settings.",
        $"\"{title}\" 노드를 실행하는 도중에 프로그램이 종료되었습니다. 외부에 반영되었는지 알 수 없어 다시 실행하지 않았습니다. 반영 여부를 확인하거나, 설정에서 중단되면 다시 실행하도록 바꾸세요."));
}
