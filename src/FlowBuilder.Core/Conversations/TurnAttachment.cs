namespace FlowBuilder.Core.Conversations;

/// <summary>A file that came with a message, by reference: its bytes are among the inputs of the turn's run.</summary>
/// <param name="Input">The flow's input that took it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="MediaType">Its media type as the browser said, or empty.</param>
/// <param name="Bytes">Its size.</param>
public sealed record TurnAttachment(string Input, string Name, string MediaType, long Bytes);
