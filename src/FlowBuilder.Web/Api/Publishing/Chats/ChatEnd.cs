using FlowBuilder.Core.Conversations;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>How an answer ended.</summary>
/// <param name="State">Whether it is whole.</param>
/// <param name="Answer">The whole answer in Markdown where it is not what came piece by piece, else null.</param>
/// <param name="Problem">Why there is no whole answer, in the request's language; or null.</param>
/// <param name="Sources">The documents that the flow gives beside it.</param>
internal sealed record ChatEnd(TurnState State, string? Answer, string? Problem, IReadOnlyList<ChatSource> Sources);
