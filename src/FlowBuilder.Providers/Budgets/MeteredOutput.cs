using System.Text;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Budgets;

/// <summary>Counts what a model gives: by the provider's own figures where they come, by an estimate until then.</summary>
internal sealed class MeteredOutput
{
    // Estimates are within this part of what providers count, for nine texts of ten.
    private const int MarginPart = 8;

    private readonly StringBuilder _text = new();
    private readonly UsageDetails _usage = new();
    private int _countedLength;
    private int _tokens;

    /// <summary>Whether anything has come.</summary>
    public bool HasAny => HasUsage || _text.Length > 0;

    /// <summary>Whether the provider has told what the call used.</summary>
    public bool HasUsage { get; private set; }

    /// <summary>An estimate of what is sent with room for its error.</summary>
    public static long WithMargin(int tokens) => tokens + (tokens / MarginPart);

    /// <summary>Takes what a piece brings.</summary>
    public void Add(IEnumerable<AIContent> contents)
    {
        foreach (var content in contents)
        {
            if (content is UsageContent { Details: var details }) Add(details);
            _text.Append(content switch
            {
                TextContent text => text.Text,
                TextReasoningContent thought => thought.Text,
                FunctionCallContent call => call.Name + string.Concat(call.Arguments?.Select(argument => $"{argument.Key}{argument.Value}") ?? []),
                _ => "",
            });
        }
    }

    /// <summary>Takes what the provider tells.</summary>
    public void Add(UsageDetails? usage)
    {
        if (usage is null) return;
        HasUsage = true;
        _usage.Add(usage);
    }

    /// <summary>Whether more has come than so many tokens.</summary>
    public bool IsOver(int most)
    {
        // Counting anew for each piece of a long answer would cost more than the answer.
        if (_text.Length - _countedLength > _countedLength / 32)
        {
            _countedLength = _text.Length;
            _tokens = TokenEstimator.Count(_text.ToString());
        }

        return _tokens > most;
    }

    /// <summary>Settles a call by what it used; tells the run where the provider did not.</summary>
    public void Settle(BudgetLease lease, MeteredCall call)
    {
        if (HasUsage)
        {
            lease.Settle(_usage.InputTokenCount ?? 0, _usage.OutputTokenCount ?? 0);
            return;
        }

        lease.Settle(call.InputTokens, TokenEstimator.Count(_text.ToString()));
        lease.Report();
    }
}
