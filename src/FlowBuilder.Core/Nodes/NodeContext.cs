using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>What a node may know of the run it is in, and what it may tell while it runs.</summary>
/// <remarks>Valid until the node has ended. Its members may be called from any thread.</remarks>
public abstract class NodeContext : ICallObserver
{
    /// <summary>Raised when the node's time is halted (true) because a person is waited for, and when it goes on (false); on any thread.</summary>
    /// <remarks>A node that keeps a time of its own halts it too.</remarks>
    public event Action<bool>? TimeHalted;

    /// <summary>The node's id in the flow.</summary>
    public abstract NodeId NodeId { get; }

    /// <summary>The node's title, for messages to people.</summary>
    public abstract string Title { get; }

    /// <summary>The run's id.</summary>
    public abstract string RunId { get; }

    /// <summary>The conversation that the run belongs to, or null.</summary>
    public abstract string? Session { get; }

    /// <summary>The person on whose behalf the run is, as the caller names them, or null.</summary>
    public abstract string? User { get; }

    /// <summary>The stored flow's id, or null for a flow that was never stored.</summary>
    public abstract string? FlowId { get; }

    /// <summary>For a node that is a flow input: the value that was given for it, or null where none was.</summary>
    public abstract JsonElement? Input { get; }

    /// <summary>The clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>The language of whoever started the run, for messages that become values.</summary>
    public abstract CultureInfo Language { get; }

    /// <summary>A key that is the same at every try of this node run, for services that recognise a repeated request.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Whether an edge takes an output of this node on: what nobody takes need not be made.</summary>
    /// <param name="port">The output's id.</param>
    public abstract bool IsWired(string port);

    /// <summary>What stands behind the placeholders that nodes of this run put in place of personal data, runs inside it included.</summary>
    public abstract PlaceholderVault Placeholders { get; }

    /// <summary>Runs a flow as a part of this run: within its limits, told in its journal under this node's path, its usage added to this node's.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="inputs">A value for each input that is given, by the ids of <see cref="FlowInterface.Inputs"/>, in the type that the input has.</param>
    /// <param name="cancellationToken">Stops the flow.</param>
    /// <returns>What the flow gives, as outputs of this node by the names of the results; texts piece by piece while they are made.</returns>
    /// <exception cref="Faults.NodeException">The flow cannot run or fails; the message names the node inside.</exception>
    public abstract IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        CancellationToken cancellationToken);

    /// <summary>Runs a flow as one of several repetitions of this node, which may be under way at once; its nodes' paths begin with <c>node[number]</c>.</summary>
    /// <remarks>Otherwise as <see cref="RunFlowAsync"/>, but texts are told whole only: of many at once nobody reads along.</remarks>
    /// <param name="flow">The flow; compiled once while it is the same object.</param>
    /// <param name="inputs">A value for each input that is given, in the type that the input has.</param>
    /// <param name="number">Which repetition it is, from 1; 0 for the next.</param>
    /// <param name="cancellationToken">Stops the flow.</param>
    /// <returns>What the flow gave, whole, by the names of its results; what it did not give is left out.</returns>
    /// <exception cref="Faults.NodeException">The flow cannot run or fails; the message names the node inside.</exception>
    public abstract Task<IReadOnlyDictionary<string, object>> RepeatFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        int number,
        CancellationToken cancellationToken);

    /// <summary>What a flow takes and gives.</summary>
    public abstract FlowInterface InterfaceOf(SubFlow flow);

    /// <summary>Tells how far the node is with what it does many times; told a few times a second, however often it is called.</summary>
    /// <param name="done">How many are done, failed ones included.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="failed">How many of those done have failed.</param>
    public abstract void ReportProgress(int done, int total, int failed);

    /// <summary>The flow that a setting embeds, or null where it is none.</summary>
    public abstract SubFlow? ReadFlow(JsonElement setting);

    /// <summary>Begins a step: a part of what this node does, told in the journal as an entry of its own below the node.</summary>
    /// <param name="name">What its path is made of; letters, digits, <c>-</c> and <c>_</c> of it are kept.</param>
    /// <param name="info">What it is about.</param>
    public abstract NodeStep BeginStep(string name, StepInfo info);

    /// <summary>Asks a person and waits for the answer, for minutes or weeks; the time limits of node and run stand still meanwhile.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answer, or null where nobody answered until <see cref="HumanQuestion.Until"/>.</returns>
    public abstract Task<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken);

    /// <summary>Raises <see cref="TimeHalted"/>.</summary>
    protected void TellTimeHalted(bool isHalted) => TimeHalted?.Invoke(isHalted);

    /// <summary>Adds to what the node used.</summary>
    public abstract void Report(TokenUsage usage);

    /// <inheritdoc/>
    public abstract void OnRetry(int attempt, TimeSpan delay, LocalText reason);
}
