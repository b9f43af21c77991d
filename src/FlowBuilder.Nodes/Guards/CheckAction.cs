using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards;

/// <summary>What a guard does with a text that does not pass, where no single place in it is to blame.</summary>
public enum CheckAction
{
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
