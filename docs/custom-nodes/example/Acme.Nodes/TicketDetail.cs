using FlowBuilder.Core.Nodes;

namespace Acme.Nodes;

/// <summary>How much of a ticket is told.</summary>
public enum TicketDetail
{
    /// <summary>Subject and comments.</summary>
    [Text("en", "Subject and comments")]
    [Text("ko", "제목과 댓글")]
    All,

    /// <summary>The subject only.</summary>
    [Text("en", "Subject only")]
    [Text("ko", "제목만")]
    Subject,
}
