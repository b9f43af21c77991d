using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Lets a model call tools until it answers: think, act, observe, within limits (after Yao et al., "ReAct", 2023).</summary>
/// <remarks>Used once.</remarks>
internal sealed class AgentLoop
{
    // What is said before a call is seldom longer; an answer longer than this is seen while it is written.
    private const int LongestThought = 240;
    private const string AnswerNow = "Answer now with what you know. Call no more tools.";

    private readonly AgentWork _work;
    private readonly AgentSettings _settings;
    private readonly StepPlace _place;
    private readonly OfferedTools _tools;
    private readonly ToolRules _rules;
    private readonly AgentBudget _budget;
    private readonly RepeatedCalls _repeats = new();
    private readonly string _instructions;
    private bool _isByText;
    private bool _mustAnswer;
    private bool _isRepaired;
    private bool _hasChanged;
    private bool _hasGiven;
    private bool _isStopped;
    private AgentTurn? _lastGiven;

    /// <summary>Makes the agent ready.</summary>
    /// <param name="work">The agent.</param>
    /// <param name="place">Where its steps go.</param>
    /// <param name="others">Tools that it gets beside its own.</param>
    /// <param name="instructions">What it is told beside its own system prompt.</param>
    public AgentLoop(AgentWork work, StepPlace place, IEnumerable<ToolValue>? others = null, string instructions = "")
    {
        (_work, _settings, _place) = (work, work.Settings, place);
        _tools = new OfferedTools([.. work.Tools, .. others ?? [], .. place.Notes?.Tools ?? []]);
        _rules = new ToolRules(_settings.ChangingTools == ChangingTools.Allow, TimeSpan.FromSeconds(_settings.ToolTimeLimit), _settings.ResultLength)
        {
            Ask = _settings.ChangingTools == ChangingTools.Ask ? AskAsync : null,
        };
        _budget = new AgentBudget(_settings, work.Model);
        _isByText = _settings.Protocol == ToolProtocol.Text;
        _instructions = string.Join("\n\n", new[] { _settings.System, instructions, place.Notes is null ? "" : SharedNotes.Instructions }.Where(text => text.Length > 0));
    }

    /// <summary>What it did.</summary>
    public AgentRecord Record { get; } = new();

    /// <summary>What it used, workers included.</summary>
    public TokenUsage Used => _budget.Used;

    /// <summary>How often its model was asked.</summary>
    public int Steps => _budget.Steps;

    /// <summary>The limit that stopped it, or null.</summary>
    public AgentLimit? Limit { get; private set; }

    /// <summary>Who took the conversation over, with the task that is left; or null.</summary>
    public (AgentTool Worker, string Task)? HandedOver { get; private set; }

    /// <summary>The answer as JSON, where JSON was asked for.</summary>
    public JsonElement? Json { get; private set; }

    /// <summary>Works to the answer, and gives it as it comes.</summary>
    /// <param name="messages">The conversation, without system prompt; what is said is added to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NodeException">A limit was reached where that is a failure, or the model failed.</exception>
    public async IAsyncEnumerable<string> RunAsync(List<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_settings.Cost is not null && _work.Model is { Price: null, IsDeterministic: false }) throw LimitTexts.NoPrice(_work.Model.Model);
        using var clock = new AgentClock(TimeSpan.FromSeconds(_settings.TimeLimit), _place.Node);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        var isDone = false;
        while (!isDone && !_isStopped)
        {
            var (limit, most) = clock.Token.IsCancellationRequested ? (AgentLimit.Time, null) : _budget.Ahead(Whole(messages));
            if (limit is not null)
            {
                Limit = limit;
                break;
            }

            TakeLastStep(messages);
            _budget.TakeStep();
            var mayCall = !_mustAnswer && !_tools.IsEmpty;
            var held = new HeldText(_settings.Format != AnswerFormat.Text || (mayCall && _isByText) ? int.MaxValue : mayCall ? LongestThought : 0);
            var turn = new AgentTurn(_work.Model, _place, held);
            await foreach (var piece in turn.AskAsync(Whole(messages), Options(mayCall, most), limited.Token, cancellationToken).ConfigureAwait(false))
                yield return Apart(piece, turn);

            if (turn.IsOutOfTime)
            {
                Limit = AgentLimit.Time;
                break;
            }

            if (turn.Failure is { } failure)
            {
                if (!FallsBack(failure, mayCall)) throw AsItIs(failure);
                continue;
            }

            _budget.Add(turn.Usage ?? Estimated(messages, turn));
            Record.Wrote(turn.Text, turn.Thought);
            var calls = mayCall ? CallsOf(turn) : [];
            if (calls.Count == 0)
            {
                isDone = IsDone(turn, messages, most);
                if (isDone && held.Release() is { Length: > 0 } rest) yield return Apart(rest, turn);
                continue;
            }

            if (_budget.Steps >= _settings.Steps)
            {
                Limit = AgentLimit.Steps;
                break;
            }

            if (await CallAsync(calls, turn, messages, limited.Token, cancellationToken).ConfigureAwait(false)) continue;
            break;
        }

        if (HandedOver is not null || Limit is not { } reached || isDone) yield break;
        Notice(reached);
        if (_settings.AtLimit == AtLimit.Fail || _settings.Format != AnswerFormat.Text) throw Stopped(reached);
        yield return (_hasGiven ? "\n\n" : "") + Known(reached, messages);
    }

    // What a model wrote before it went on to call tools is set apart from what it writes after.
    private string Apart(string piece, AgentTurn turn)
    {
        var isNext = _hasGiven && _lastGiven != turn;
        (_hasGiven, _lastGiven) = (true, turn);
        return isNext ? "\n\n" + piece : piece;
    }

    private List<ChatMessage> Whole(List<ChatMessage> messages)
    {
        var system = _isByText && !_tools.IsEmpty ? $"{_instructions}\n\n{TextProtocol.Instructions(_tools.Functions)}".Trim() : _instructions;
        return system.Length == 0 ? [.. messages] : [new ChatMessage(ChatRole.System, system), .. messages];
    }

    private ChatOptions Options(bool mayCall, int? most) => new()
    {
        Temperature = (float?)_settings.Temperature,
        MaxOutputTokens = most,
        ResponseFormat = mayCall && _isByText ? null : ChatRequest.FormatOf(_settings.Format, _settings.Schema),

        // A conversation with calls in it keeps its tools to the end: a provider may ask what they were.
        Tools = _isByText || _tools.IsEmpty ? null : [.. _tools.Functions],
        ToolMode = _isByText || _tools.IsEmpty ? null : mayCall ? ChatToolMode.Auto : ChatToolMode.None,
    };

    private void TakeLastStep(List<ChatMessage> messages)
    {
        if (_mustAnswer || _tools.IsEmpty || !_budget.IsLastStep || _settings.AtLimit == AtLimit.Fail) return;
        if (Record.ToolCalls > 0)
        {
            Limit = AgentLimit.Steps;
            Notice(AgentLimit.Steps);
        }

        MustAnswer(messages);
    }

    private void MustAnswer(List<ChatMessage> messages)
    {
        _mustAnswer = true;
        if (Record.ToolCalls > 0) messages.Add(new ChatMessage(ChatRole.User, AnswerNow));
    }

    // A server that refuses tools for its model says so in words of its own.
    private bool FallsBack(NodeException failure, bool mayCall)
    {
        if (!mayCall || _isByText || _settings.Protocol != ToolProtocol.Automatic || failure.Code != "model.rejected" || Record.ToolCalls > 0) return false;
        if (!failure.Text.English.Contains("tool", StringComparison.OrdinalIgnoreCase) && !failure.Text.English.Contains("function", StringComparison.OrdinalIgnoreCase)) return false;
        _isByText = true;
        _budget.GiveStepBack();
        return true;
    }

    private List<FunctionCallContent> CallsOf(AgentTurn turn) => _isByText
        ? TextProtocol.CallsIn(turn.Text, _budget.Steps)
        : [.. turn.Response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];

    private bool IsDone(AgentTurn turn, List<ChatMessage> messages, int? most)
    {
        if (turn.Finish == ChatFinishReason.Length && _budget.CutBy(most) is { } cut)
        {
            Limit = cut;
            _isStopped = _settings.AtLimit == AtLimit.Fail || turn.Text.Length == 0 || _settings.Format != AnswerFormat.Text;
            if (_isStopped) return false;
            Notice(cut);
            return true;
        }

        ChatAnswer.CheckComplete(turn.Text.Length, turn.Finish);
        messages.Add(new ChatMessage(ChatRole.Assistant, turn.Text));
        if (_settings.Format == AnswerFormat.Text) return true;
        try
        {
            Json = ChatAnswer.Read(turn.Text, _settings.Format, _settings.Schema, turn.Finish);
            return true;
        }
        catch (NodeException broken) when (!_isRepaired && broken.Code is "model.not-json" or "model.schema")
        {
            (_isRepaired, _mustAnswer) = (true, true);
            messages.Add(new ChatMessage(ChatRole.User, $"{broken.Text.English}\n\nWrite your answer again as JSON only, with this mended{(_settings.Schema is { } schema ? $". The schema:\n{schema.GetRawText()}" : ".")}"));
            return false;
        }
    }

    // Whether the loop goes on.
    private async Task<bool> CallAsync(
        List<FunctionCallContent> calls, AgentTurn turn, List<ChatMessage> messages, CancellationToken limited, CancellationToken cancellationToken)
    {
        if (_isByText) messages.Add(new ChatMessage(ChatRole.Assistant, turn.Text));
        else messages.AddRange(turn.Response.Messages);
        ToolAnswer[] answers;
        try
        {
            answers = await CallAllAsync(calls, limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Limit = AgentLimit.Time;
            return false;
        }

        var results = calls.Zip(answers, (call, answer) => (call, answer.Text)).ToList();
        foreach (var (call, answer) in calls.Zip(answers)) Record.Called(call, answer, _tools.Find(call.Name)?.Function.GetService<HandOverTool>() is not null);
        foreach (var answer in answers) _budget.Add(answer.Usage);
        if (_isByText) messages.Add(TextProtocol.Results(results));
        else messages.Add(new ChatMessage(ChatRole.Tool, [.. results.Select(result => (AIContent)new FunctionResultContent(result.call.CallId, result.Text))]));
        if (HandOverIn(calls, answers) is { } handed)
        {
            HandedOver = handed;
            Record.HandedTo(handed.Worker.Name);
            return false;
        }

        if (!_repeats.IsHopeless || _mustAnswer) return true;
        Limit = AgentLimit.Repeating;
        if (_settings.AtLimit == AtLimit.Fail) return false;
        Notice(AgentLimit.Repeating);
        MustAnswer(messages);
        return true;
    }

    private async Task<ToolAnswer[]> CallAllAsync(List<FunctionCallContent> calls, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(_settings.ToolsAtOnce);
        return await Task.WhenAll(calls.Select(call => CallOneAsync(call, _repeats.IsTooOften(call), places, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<ToolAnswer> CallOneAsync(FunctionCallContent call, bool isTooOften, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        if (isTooOften)
        {
            var fault = new NodeFault("agent.repeating", FaultKind.Provider, LocalText.Of(
                "The very same call was made before, so it was not made again.", "똑같은 호출을 이미 했으므로 다시 호출하지 않았습니다."));
            _place.Begin(call.Name, new StepInfo(StepKind.Tool, LocalText.Verbatim(call.Name)) { Arguments = JsonSerializer.SerializeToElement(call.Arguments, Core.CoreJson.Options) }).Fail(fault);
            return new ToolAnswer(RepeatedCalls.Told, fault.Code);
        }

        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tool = _tools.Find(call.Name);
            _hasChanged |= tool is { HasSideEffects: true } && _settings.ChangingTools != ChangingTools.Refuse;
            return await ToolCall.RunAsync(tool, call, _rules, _place, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<NodeFault?> AskAsync(FunctionCallContent call, CancellationToken cancellationToken) =>
        Approval.RefusalIn(await _place.Node.AskAsync(Approval.QuestionFor(_work.Name, call), cancellationToken).ConfigureAwait(false));

    private (AgentTool Worker, string Task)? HandOverIn(List<FunctionCallContent> calls, ToolAnswer[] answers)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            if (answers[i].Code is null && _tools.Find(calls[i].Name)?.Function.GetService<HandOverTool>() is { } handOver)
                return (handOver.Worker, calls[i].Arguments is { } given && given.TryGetValue("task", out var task) ? task?.ToString() ?? "" : "");
        }

        return null;
    }

    private void Notice(AgentLimit limit)
    {
        Record.Stopped(limit);
        _place.Begin("limit", new StepInfo(StepKind.Notice, LimitTexts.TitleOf(limit))).Fail(LimitTexts.FaultOf(limit, _settings));
    }

    private NodeException Stopped(AgentLimit limit)
    {
        var fault = LimitTexts.FaultOf(limit, _settings);
        return new NodeException(fault.Code, fault.Text, fault.Kind);
    }

    // What a tool changed outside must not be changed again by a second try of the node.
    private NodeException AsItIs(NodeException failure) => _hasChanged && failure.IsTransient
        ? new NodeException(failure.Code, failure.Text, failure.Kind, isTransient: false, failure)
        : failure;

    private static TokenUsage Estimated(List<ChatMessage> messages, AgentTurn turn) =>
        new(TokenEstimator.Count(messages.Select(message => message.Text)), TokenEstimator.Count(turn.Text));

    // Nothing more may be asked: what the tools found is said as it is.
    private string Known(AgentLimit limit, List<ChatMessage> messages)
    {
        var isKorean = messages.Any(message => message.Role == ChatRole.User && message.Text.Any(letter => letter is >= '가' and <= '힣'));
        var reason = LimitTexts.TitleOf(limit);
        var findings = Record.Findings();
        var known = findings.Length > 0 ? findings : Record.LastText ?? "";
        return isKorean
            ? $"에이전트가 답을 마치기 전에 멈췄습니다({reason.For(CultureInfo.GetCultureInfo("ko"))}). {(known.Length > 0 ? $"지금까지 알아낸 내용:\n{known}" : "아직 알아낸 내용이 없습니다.")}"
            : $"The agent stopped before it had an answer ({reason.English}). {(known.Length > 0 ? $"What is known so far:\n{known}" : "Nothing is known so far.")}";
    }
}
