using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Chatting;

/// <summary>What a chat is about and how it acts: the flow, the inputs beside the message, the way to start runs.</summary>
/// <param name="FlowId">The stored flow.</param>
/// <param name="Flow">The flow as it is now.</param>
/// <param name="Inputs">What was put in for the inputs beside the message.</param>
/// <param name="Start">Starts the run that answers.</param>
/// <param name="MayTalk">Whether this person may send messages, and change what conversations there are; who may not only reads them.</param>
internal sealed record ChatSetting(string FlowId, Func<Flow> Flow, RunInputs Inputs, StartChatRun Start, Func<bool> MayTalk);
