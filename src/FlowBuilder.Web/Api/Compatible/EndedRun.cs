using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>A run that answered well.</summary>
/// <param name="Run">The run.</param>
/// <param name="Snapshot">All that its events tell.</param>
/// <param name="Text">The whole answer; JSON where the flow gives no text.</param>
/// <param name="Contract">What of the flow is talked to.</param>
internal sealed record EndedRun(EndpointRun Run, RunSnapshot Snapshot, string Text, ChatContract Contract)
{
    /// <summary>What calls to models used; zeros where none was made.</summary>
    public TokenUsage Usage => Snapshot.Usage ?? new TokenUsage(0, 0);

    /// <summary>Whether the flow gives no text, so that the answer is its outputs as JSON.</summary>
    public bool IsJson => Contract.Answers.IsEmpty;
}
