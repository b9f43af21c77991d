using FlowBuilder.Core.Nodes;

namespace Acme.Nodes;

/// <summary>What can be set on the node; the form is made from this.</summary>
public sealed record TicketSettings
{
    /// <summary>Where the help desk is.</summary>
    [Field(Required = true, Placeholder = "https://tickets.example.com")]
    [Text("en", "Address", "Where the help desk is.")]
    [Text("ko", "주소", "헬프데스크의 주소입니다.")]
    public string Address { get; init; } = "";

    /// <summary>How much of a ticket is told.</summary>
    [Field(OnCard = true)]
    [Text("en", "Detail", "How much of the ticket is told.")]
    [Text("ko", "자세히", "티켓 내용을 얼마나 자세히 전할지 정합니다.")]
    public TicketDetail Detail { get; init; }
}
