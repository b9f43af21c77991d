using System.Collections.Immutable;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Auditing;

/// <summary>An entry of the audit log in words.</summary>
internal static class AuditSentence
{
    /// <summary>The kinds of things that something is done to: what actions begin with.</summary>
    public static readonly ImmutableArray<string> Kinds = ["account", "flow", "endpoint", "schedule", "webhook", "target", "run", "key", "connection", "knowledge", "toolserver", "memory", "template", "backup"];

    /// <summary>The sentence; of an action that has none, the action itself.</summary>
    public static string Of(AuditEntry entry, IStringLocalizer<Texts> texts)
    {
        var target = entry.TargetName ?? entry.TargetId ?? "";
        var sentence = texts[$"Audit.Did.{entry.Action}", entry.Actor, target, entry.Detail ?? ""];
        return sentence.ResourceNotFound ? string.Join(" · ", new[] { entry.Actor, entry.Action, target, entry.Detail }.Where(part => !string.IsNullOrEmpty(part))) : sentence.Value;
    }
}
