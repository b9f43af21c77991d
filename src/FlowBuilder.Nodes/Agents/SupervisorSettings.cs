using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>How a supervisor leads its workers; it is an agent itself.</summary>
public sealed record SupervisorSettings : AgentSettings
{
    /// <summary>How workers come to their work.</summary>
    [Field(OnCard = true)]
    [Text("en", "Workers", "Give tasks: the supervisor reads what the workers found and answers. Hand over: the best worker takes the conversation and answers.")]
    [Text("ko", "작업자", "작업을 맡기면 감독자가 결과를 읽고 직접 답합니다. 대화를 넘기면 가장 알맞은 작업자가 이어받아 답합니다.")]
    public Delegation Delegation { get; init; }

    /// <summary>Whether supervisor and workers share notes.</summary>
    [Text("en", "Shared notes", "Gives the supervisor and all workers notes that each reads and writes during the run.")]
    [Text("ko", "공유 메모", "감독자와 모든 작업자가 실행 중에 함께 읽고 쓰는 메모를 줍니다.")]
    public bool SharesNotes { get; init; } = true;
}
