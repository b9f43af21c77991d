using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What an agent did, for its <c>steps</c> output and for an answer that has to do with what is known.</summary>
internal sealed class AgentRecord
{
    private const int LongestFinding = 500;

    private readonly List<object> _entries = [];
    private readonly List<(string Tool, string Text)> _findings = [];

    /// <summary>How many tools were called.</summary>
    public int ToolCalls { get; private set; }

    /// <summary>What the model wrote last, or null.</summary>
    public string? LastText { get; private set; }

    /// <summary>The model wrote something.</summary>
    public void Wrote(string text, string thought)
    {
        if (text.Length > 0) LastText = text;
        _entries.Add(new { Kind = "model", Text = text, Thought = thought.Length > 0 ? thought : null });
    }

    /// <summary>A tool was called.</summary>
    /// <param name="call">The call.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="isHandOver">Whether it only handed the conversation over.</param>
    public void Called(FunctionCallContent call, ToolAnswer answer, bool isHandOver)
    {
        ToolCalls++;
        if (answer.Code is null && !isHandOver) _findings.Add((call.Name, answer.Text));
        _entries.Add(new { Kind = "tool", Tool = call.Name, call.Arguments, Result = answer.Code is null ? answer.Text : null, Error = answer.Code is null ? null : answer.Text, answer.Code });
    }

    /// <summary>A limit was reached.</summary>
    public void Stopped(AgentLimit limit) => _entries.Add(new { Kind = "limit", Limit = NameOf(limit) });

    /// <summary>Another agent took over.</summary>
    public void HandedTo(string name) => _entries.Add(new { Kind = "handOver", To = name });

    /// <summary>What other agents did after this one handed over.</summary>
    public void Append(AgentRecord later)
    {
        _entries.AddRange(later._entries);
        _findings.AddRange(later._findings);
        ToolCalls += later.ToolCalls;
        LastText = later.LastText ?? LastText;
    }

    /// <summary>A limit as it stands in JSON.</summary>
    public static string NameOf(AgentLimit limit) => JsonNamingPolicy.CamelCase.ConvertName(limit.ToString());

    /// <summary>Every entry, as JSON.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(_entries, CoreJson.Options);

    /// <summary>What was found out, a line for each result.</summary>
    public string Findings() => string.Join('\n', _findings.Select(finding => $"- {finding.Tool}: {ToolCall.Cut(finding.Text, LongestFinding)}"));
}
