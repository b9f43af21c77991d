using System.Runtime.CompilerServices;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>One asking of an agent's model, as a step of its own.</summary>
/// <param name="model">The model.</param>
/// <param name="place">Where the step goes.</param>
/// <param name="held">What holds the text back while it may be a thought.</param>
internal sealed class AgentTurn(OpenedChatModel model, StepPlace place, HeldText held)
{
    private const string ThoughtPort = "thought";

    private readonly StreamedResponse _updates = new();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _thought = new();

    /// <summary>Everything the model wrote as text.</summary>
    public string Text => _text.ToString();

    /// <summary>What it thought, where the provider tells.</summary>
    public string Thought => _thought.ToString();

    /// <summary>Why it ended.</summary>
    public ChatFinishReason? Finish { get; private set; }

    /// <summary>What it used, or null where the provider does not say.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Whether the agent's time was over before it ended.</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>What went wrong, or null.</summary>
    public NodeException? Failure { get; private set; }

    /// <summary>The response as it goes into the conversation.</summary>
    public ChatResponse Response { get; private set; } = new();

    /// <summary>Asks, and gives what is the answer's as it comes.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">How the model is to answer.</param>
    /// <param name="limited">Stops it when the run stops or the agent's time is over.</param>
    /// <param name="cancellationToken">Stops it when the run stops.</param>
    public async IAsyncEnumerable<string> AskAsync(
        List<ChatMessage> messages, ChatOptions options, CancellationToken limited, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var step = place.Begin("model", new StepInfo(StepKind.Model, LocalText.Verbatim(model.Model)));
        await using var updates = model.Client.GetStreamingResponseAsync(messages, options, limited).GetAsyncEnumerator(limited);
        while (await MoveAsync(updates, step, cancellationToken).ConfigureAwait(false))
        {
            if (Take(updates.Current, step) is { Length: > 0 } piece) yield return piece;
        }

        if (Failure is not null || IsOutOfTime) yield break;
        Response = _updates.ToResponse();
        if (Response.Usage is { } usage)
        {
            Usage = ChatAnswer.UsageOf(usage, model.Price);
            step.Report(Usage);
        }

        if (_thought.Length > 0) step.Output(ThoughtPort, Thought);
        step.Complete();
    }

    private async ValueTask<bool> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> updates, NodeStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            IsOutOfTime = true;
            step.Cancel();
            return false;
        }
        catch (OperationCanceledException)
        {
            step.Cancel();
            throw;
        }
        catch (NodeException failure)
        {
            Failure = failure;
            step.Fail(new NodeFault(failure.Code, failure.Kind, failure.Text) { IsTransient = failure.IsTransient });
            return false;
        }
    }

    private string Take(ChatResponseUpdate update, NodeStep step)
    {
        _updates.Add(update);
        Finish = update.FinishReason ?? Finish;
        foreach (var thought in update.Contents.OfType<TextReasoningContent>()) _thought.Append(thought.Text);
        if (update.Text is not { Length: > 0 } piece) return "";
        _text.Append(piece);
        step.Delta(piece);
        return held.Add(piece);
    }
}
