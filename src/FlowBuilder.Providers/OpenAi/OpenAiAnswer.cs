using System.Text;
using System.Text.Json;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Turns the chunks of one answer into updates, and keeps what only its end tells.</summary>
internal sealed class OpenAiAnswer(string model, ModelFaults faults)
{
    private readonly ToolCallPieces _calls = new();
    private readonly StringBuilder _refusal = new();
    private bool _hasText;
    private string? _id;
    private string? _model;
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;

    /// <summary>Whether any chunk had a choice: an answer without one is none.</summary>
    public bool HasChoice { get; private set; }

    /// <summary>Whether a finish reason was seen.</summary>
    public bool HasFinished => _finish is not null;

    /// <summary>The updates of a chunk: text and reasoning at once; the rest is kept for the end.</summary>
    public IEnumerable<ChatResponseUpdate> Read(JsonElement root)
    {
        var chunk = new OpenAiChunk(root);
        _id ??= chunk.Id;
        _model ??= chunk.Model;

        // Some servers repeat a growing usage in every chunk: the last one counts.
        _usage = chunk.Usage ?? _usage;
        if (chunk.Choice is null) yield break;
        HasChoice = true;
        _finish = chunk.FinishReason ?? _finish;
        _calls.Add(chunk.Body);
        _refusal.Append(chunk.ContentText("refusal"));
        var thought = chunk.ContentText("reasoning_content");
        if (thought.Length == 0) thought = chunk.ContentText("reasoning");
        if (thought.Length > 0) yield return Update(new TextReasoningContent(thought));
        var text = chunk.ContentText("content");
        if (text.Length == 0) yield break;
        _hasText = true;
        yield return Update(new TextContent(text));
    }

    /// <summary>The last updates: tool calls, usage, finish reason.</summary>
    /// <exception cref="ModelException">The model refused, or a filter left nothing of its answer.</exception>
    public IEnumerable<ChatResponseUpdate> End()
    {
        if (_refusal.Length > 0) throw faults.Refused(_refusal.ToString());
        if (_finish == ChatFinishReason.ContentFilter && !_hasText && !_calls.Any) throw faults.Refused(null);
        var last = Update([.. _calls.Take()]);
        last.FinishReason = last.Contents.Count > 0 ? ChatFinishReason.ToolCalls : _finish ?? ChatFinishReason.Stop;
        if (_usage is not null) last.Contents.Add(new UsageContent(_usage));
        yield return last;
    }

    private ChatResponseUpdate Update(params IList<AIContent> contents) => new(ChatRole.Assistant, [.. contents])
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = _model ?? model,
    };
}
