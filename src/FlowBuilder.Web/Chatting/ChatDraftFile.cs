using FlowBuilder.Core.Conversations;

namespace FlowBuilder.Web.Chatting;

/// <summary>A file that is to go with the next message.</summary>
/// <param name="Attachment">Where it goes, and what it is called.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ChatDraftFile(TurnAttachment Attachment, ReadOnlyMemory<byte> Content);
