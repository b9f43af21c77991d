using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Reads a run's events as an answer in text, whatever the flow gives: one that gives no text answers with its outputs as JSON.</summary>
internal sealed class AnswerReading(EndpointRun run, ChatContract contract)
{
    private readonly AnswerText _answer = run.NewAnswer();
    private readonly StringBuilder _text = new();
    private RunSnapshot _snapshot = RunSnapshot.Empty;

    /// <summary>Takes the next event.</summary>
    /// <returns>What the answer grows by; empty for most events.</returns>
    public string Take(RunEvent runEvent)
    {
        _snapshot = _snapshot.Apply(runEvent);
        var piece = runEvent is RunCompleted && contract.Answers.IsEmpty ? OutputsOf(_snapshot) : _answer.Take(runEvent);
        _text.Append(piece);
        return piece;
    }

    /// <summary>What went wrong, once the events have ended; null where the run went well.</summary>
    public ApiProblem? Problem => _snapshot switch
    {
        { Status: RunStatus.Completed } => null,
        { Fault: { } fault } => ProblemOf.Fault(fault, run.Id, _snapshot.Node, run.Version.Flow),
        _ => ProblemOf.Cancelled(run.Id),
    };

    /// <summary>The run with its answer, once the events have ended.</summary>
    public EndedRun Ended => new(run, _snapshot, _text.ToString(), contract);

    // One output stands for itself; more than one are an object.
    private static string OutputsOf(RunSnapshot run) => run.Outputs.Count switch
    {
        0 => "",
        1 when run.Outputs.Values.First() is var only => only.ValueKind == JsonValueKind.String ? only.GetString()! : JsonSerializer.Serialize(only, CoreJson.Options),
        _ => JsonSerializer.Serialize(run.Outputs, CoreJson.Options),
    };
}
