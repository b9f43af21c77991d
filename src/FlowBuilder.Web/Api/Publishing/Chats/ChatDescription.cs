using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>What people who talk to a published flow are told of it.</summary>
/// <param name="Name">What the flow is called.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Example">A message to begin with, or null.</param>
/// <param name="TakesHistory">Whether what was said before goes in with a message.</param>
/// <param name="Files">The files that may come with a message, one for each.</param>
internal sealed record ChatDescription(string Name, string Description, string? Example, bool TakesHistory, IReadOnlyList<ChatFileDescription> Files)
{
    /// <summary>Describes a version; null where one cannot talk to it.</summary>
    public static ChatDescription? Of(string slug, PublishedFlow version, NodeCatalogue catalogue)
    {
        var contract = ChatContract.Of(version.Flow, catalogue);
        if (!contract.CanTalk) return null;
        return new ChatDescription(
            version.Flow.Name.Length > 0 ? version.Flow.Name : slug,
            version.Flow.Description,
            contract.Example,
            contract.TakesHistory,
            [.. contract.Files.Select(file => new ChatFileDescription(file.Title, file.IsImage))]);
    }
}
