using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards;

/// <summary>What a guard does with a text in which it finds something.</summary>
public enum GuardAction
{
    /// <summary>What was found is replaced; the rest goes on.</summary>
    [Text("en", "Mask it")]
    [Text("ko", "가리기")]
    Mask,

    /// <summary>The node fails and says why; what came before may have gone on already.</summary>
    [Text("en", "Block")]
    [Text("ko", "차단")]
    Block,

    /// <summary>The text goes on as it is, and the report tells.</summary>
    [Text("en", "Only report it")]
    [Text("ko", "통과시키고 알리기")]
    Warn,

    /// <summary>The text goes out by another port.</summary>
    [Text("en", "Send to \"flagged\"")]
    [Text("ko", "\"걸린 텍스트\" 출력으로 보내기")]
    Route,
}
