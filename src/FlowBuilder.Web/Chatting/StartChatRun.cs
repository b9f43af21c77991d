using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;

namespace FlowBuilder.Web.Chatting;

/// <summary>Starts the run that answers a message: in the editor it is also shown on the canvas, elsewhere it is only started.</summary>
/// <exception cref="RunRefusedException">The flow cannot run as it is.</exception>
/// <exception cref="HostBusyException">Too many runs are under way.</exception>
internal delegate ValueTask<FlowRun> StartChatRun(RunCommand command, CancellationToken cancellationToken);
