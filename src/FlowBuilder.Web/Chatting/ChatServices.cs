using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Chatting;

/// <summary>What every chat of the program works with.</summary>
/// <param name="Turns">Sends turns and keeps their ends.</param>
/// <param name="Store">Keeps conversations.</param>
/// <param name="Runs">Finds runs.</param>
/// <param name="Catalogue">The node types.</param>
/// <param name="Time">The clock.</param>
internal sealed record ChatServices(ChatTurns Turns, IConversationStore Store, RunHost Runs, NodeCatalogue Catalogue, TimeProvider Time);
