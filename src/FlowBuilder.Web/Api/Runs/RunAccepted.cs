using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A run, and how far it is.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">How far it is.</param>
internal sealed record RunAccepted(string RunId, RunStatus Status);
