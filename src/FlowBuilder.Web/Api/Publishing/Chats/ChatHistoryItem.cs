namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>A message of the conversation so far.</summary>
/// <param name="Role">Who said it: <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">What was said.</param>
internal sealed record ChatHistoryItem(string Role, string Content);
