using System.Text.Json;
using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What a run that ended well gave.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Always <c>completed</c>.</param>
/// <param name="Outputs">The flow's results, by name; results on branches not taken are absent.</param>
/// <param name="Usage">What calls to models used.</param>
/// <param name="DurationMs">How long it ran, in milliseconds.</param>
internal sealed record RunAnswer(
    string RunId, RunStatus Status, IReadOnlyDictionary<string, JsonElement> Outputs, RunUsage Usage, double DurationMs);
