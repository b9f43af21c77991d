using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Chatting;

/// <summary>One window's chat with a flow: its conversations, the one that is open, and the answer that is being made.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed class ChatModel : IAsyncDisposable
{
    private const int MostOfName = 60;

    private readonly ChatTurns _turns;
    private readonly IConversationStore _store;
    private readonly RunHost _runs;
    private readonly NodeCatalogue _catalogue;
    private readonly TimeProvider _time;
    private readonly Func<Func<Task>, Task> _dispatch;
    private RunWatch? _watch;
    private int _readings;

    /// <summary>Opens a window on the conversations with a flow.</summary>
    /// <param name="setting">What it is about.</param>
    /// <param name="services">Keeps turns and finds runs.</param>
    /// <param name="dispatch">Brings an action to the circuit's dispatcher.</param>
    public ChatModel(ChatSetting setting, ChatServices services, Func<Func<Task>, Task> dispatch)
    {
        (Setting, _dispatch) = (setting, dispatch);
        (_turns, _store, _runs, _catalogue, _time) = (services.Turns, services.Store, services.Runs, services.Catalogue, services.Time);
        _turns.Changed += OnTurnsChanged;
    }

    /// <summary>Raised after anything but the text of the answer under way changed.</summary>
    public event Action? Changed;

    /// <summary>Raised after more of the answer under way came; up to 30 times a second.</summary>
    public event Action? LiveChanged;

    /// <summary>Raised with an answer when it is whole, for who cannot see it come.</summary>
    public event Action<TurnEnd>? Answered;

    /// <summary>What the chat is about.</summary>
    public ChatSetting Setting { get; }

    /// <summary>What of the flow is talked to, as it is now.</summary>
    public ChatContract Contract => ChatContract.Of(Setting.Flow(), _catalogue);

    /// <summary>The conversations with the flow, the one spoken in last first.</summary>
    public IReadOnlyList<Conversation> Conversations { get; private set; } = [];

    /// <summary>The one that is open, or null for one that has not begun.</summary>
    public Conversation? Current { get; private set; }

    /// <summary>What was said in it.</summary>
    public ConversationTree Tree { get; private set; } = ConversationTree.Empty;

    /// <summary>The files for the next message.</summary>
    public ChatDraftFiles Files { get; } = new();

    /// <summary>The run whose answer is being made, or null.</summary>
    public FlowRun? Live => _watch?.Run;

    /// <summary>The answer under way, as far as it came.</summary>
    public string LiveText { get; private set; } = "";

    /// <summary>Whether the last turn that is shown waits for its answer.</summary>
    public bool IsBusy => Tree.Path is [.., { End: null }];

    /// <summary>What a conversation may begin with: what was put in for the message elsewhere, else the flow's example; or null.</summary>
    public string? FirstMessage
    {
        get
        {
            var contract = Contract;
            var input = Setting.Inputs.Of(Setting.Flow()).FirstOrDefault(input => input.Parameter.Name == contract.MessageInput);
            return input?.Value is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;
        }
    }

    /// <summary>Opens the conversation that was spoken in last.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        Conversations = await _store.ListAsync(Setting.FlowId, cancellationToken);
        await ShowAsync(Conversations.Count > 0 ? Conversations[0] : null, cancellationToken);
    }

    /// <summary>Opens a conversation of the list.</summary>
    public async Task OpenAsync(string id, CancellationToken cancellationToken) =>
        await ShowAsync(await _store.FindAsync(id, cancellationToken), cancellationToken);

    /// <summary>Begins anew; the conversation is stored with its first message.</summary>
    public Task BeginAsync() => ShowAsync(null, CancellationToken.None);

    /// <summary>Sends a message after what is shown, with the files that wait.</summary>
    /// <exception cref="RunRefusedException">The flow cannot run as it is; nothing was sent.</exception>
    /// <exception cref="HostBusyException">Too many runs are under way; nothing was sent.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        var files = Files.Take();
        try
        {
            await SendAsync(text, Tree.Path.Count > 0 ? Tree.Path[^1].RunId : null, question: null, Tree.Path, [.. files.Select(file => file.Attachment)],
                inputs =>
                {
                    foreach (var file in files) inputs[file.Attachment.Input] = ChatDraftFiles.ValueOf(file);
                    return Task.CompletedTask;
                },
                cancellationToken);
        }
        catch
        {
            Files.PutBack(files);
            Changed?.Invoke();
            throw;
        }
    }

    /// <summary>Sends another version of a message: a branch that begins in its place.</summary>
    /// <inheritdoc cref="SendAsync(string, CancellationToken)" path="/exception"/>
    public Task EditAsync(ConversationTurn turn, string text, CancellationToken cancellationToken) =>
        SendAgainAsync(turn, text, question: null, cancellationToken);

    /// <summary>Asks for another answer to a message.</summary>
    /// <inheritdoc cref="SendAsync(string, CancellationToken)" path="/exception"/>
    public Task RetryAsync(ConversationTurn turn, CancellationToken cancellationToken) =>
        SendAgainAsync(turn, turn.Message, turn.Question, cancellationToken);

    /// <summary>Stops the answer under way; what came of it stays.</summary>
    public void Stop()
    {
        if (Setting.MayTalk() && Tree.Path is [.., { End: null } turn]) _runs.Cancel(turn.RunId);
    }

    /// <summary>Shows another version of a message or an answer, and what was said after it.</summary>
    public async Task ShowVersionAsync(ConversationTurn turn, CancellationToken cancellationToken)
    {
        Tree = Tree.ShowTo(Tree.EndOfBranch(turn));
        await WatchAsync();
        Changed?.Invoke();
        if (Current is { } current && Setting.MayTalk()) await _store.SetHeadAsync(current.Id, Tree.Head, cancellationToken);
    }

    /// <summary>Gives a conversation another name.</summary>
    public async Task RenameAsync(Conversation conversation, string name, CancellationToken cancellationToken)
    {
        if (!Setting.MayTalk() || name.Trim() is not { Length: > 0 } trimmed || trimmed == conversation.Name) return;
        await _store.RenameAsync(conversation.Id, trimmed, cancellationToken);
        await ReloadListAsync(cancellationToken);
    }

    /// <summary>Takes a conversation out of the list; the open one gives way to a new one.</summary>
    public async Task DeleteAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (!Setting.MayTalk()) return;
        await _store.DeleteAsync(conversation.Id, cancellationToken);
        if (Current?.Id == conversation.Id) await ShowAsync(null, cancellationToken);
        await ReloadListAsync(cancellationToken);
    }

    /// <summary>Takes a deletion back, and opens the conversation.</summary>
    public async Task RestoreAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (!Setting.MayTalk()) return;
        await _store.RestoreAsync(conversation.Id, cancellationToken);
        await ReloadListAsync(cancellationToken);
        await OpenAsync(conversation.Id, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _turns.Changed -= OnTurnsChanged;
        if (_watch is not null) await _watch.DisposeAsync();
    }

    private async Task SendAgainAsync(ConversationTurn turn, string text, string? question, CancellationToken cancellationToken)
    {
        await SendAsync(text, turn.Parent, question, Tree.Before(turn), turn.Attachments,
            async inputs =>
            {
                if (turn.Attachments.IsEmpty || await _runs.FindAsync(turn.RunId, cancellationToken) is not { } run) return;
                foreach (var attachment in turn.Attachments)
                {
                    if (run.Inputs.TryGetValue(attachment.Input, out var file)) inputs[attachment.Input] = file;
                }
            },
            cancellationToken);
    }

    private async Task SendAsync(
        string text,
        string? parent,
        string? question,
        IEnumerable<ConversationTurn> before,
        ImmutableArray<TurnAttachment> attachments,
        Func<Dictionary<string, JsonElement>, Task> attach,
        CancellationToken cancellationToken)
    {
        var (flow, contract) = (Setting.Flow(), Contract);
        var inputs = new Dictionary<string, JsonElement>(Setting.Inputs.ValuesOf(flow), StringComparer.Ordinal)
        {
            [contract.MessageInput ?? throw new InvalidOperationException("The flow takes no message.")] = ChatMessage.Of(text, before, contract.TakesHistory),
        };
        await attach(inputs);
        var conversation = Current ??= await _store.CreateAsync(Setting.FlowId, NameOf(text), cancellationToken);
        ConversationTurn? sent = null;
        await _turns.SendAsync(
            Setting.Start,
            new RunCommand(flow)
            {
                FlowId = Setting.FlowId,
                Inputs = inputs,
                Session = conversation.Id,

                // Who asks for another answer does not want the one that is known.
                Fresh = question is null
                    ? ImmutableHashSet<NodeId>.Empty
                    : flow.Nodes.Where(node => _catalogue.Find(node.Type)?.IsDeterministic == false).Select(node => node.Id).ToImmutableHashSet(),
            },
            runId => sent = new ConversationTurn
            {
                RunId = runId,
                ConversationId = conversation.Id,
                Parent = parent,
                Question = question ?? runId,
                Message = text,
                Attachments = attachments,
                SentAt = _time.GetUtcNow(),
            },
            cancellationToken);
        Tree = Tree.Find(sent!.RunId) is null ? Tree.With(sent) : Tree.ShowTo(sent.RunId);
        await WatchAsync();
        await ReloadListAsync(CancellationToken.None);
    }

    private static string NameOf(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MostOfName) return line;
        return line[..(char.IsHighSurrogate(line[MostOfName - 1]) ? MostOfName - 1 : MostOfName)].TrimEnd() + "…";
    }

    private async Task ShowAsync(Conversation? conversation, CancellationToken cancellationToken)
    {
        var reading = ++_readings;
        (Current, Tree) = (conversation, ConversationTree.Empty);
        if (conversation is not null)
        {
            var turns = await _turns.ListAsync(conversation.Id, Setting.Flow(), cancellationToken);
            if (reading != _readings) return;
            Tree = new ConversationTree(turns, conversation.Head);
        }

        await WatchAsync();
        Changed?.Invoke();
    }

    private async Task ReloadListAsync(CancellationToken cancellationToken)
    {
        Conversations = await _store.ListAsync(Setting.FlowId, cancellationToken);
        if (Current is { } current) Current = Conversations.FirstOrDefault(other => other.Id == current.Id) ?? current;
        Changed?.Invoke();
    }

    private void OnTurnsChanged(string conversationId)
    {
        if (Current?.Id == conversationId) _ = _dispatch(() => ReloadTurnsAsync(conversationId));
    }

    private async Task ReloadTurnsAsync(string conversationId)
    {
        var reading = ++_readings;
        var turns = await _turns.ListAsync(conversationId, Setting.Flow(), CancellationToken.None);

        // Readings may come back in another order than they were asked for: only the latest says how it is.
        if (Current?.Id != conversationId || reading != _readings) return;
        var waited = Tree.Path is [.., { End: null } last] ? last.RunId : null;

        // Another window may have gone to another branch: this one stays where it is, unless it was at the end of what went on.
        var next = new ConversationTree(turns, Tree.Head ?? Current.Head);
        if (next.Find(Tree.Head) is { } here) next = next.ShowTo(next.EndOfBranch(here));
        Tree = next;
        await WatchAsync();
        Changed?.Invoke();
        if (waited is not null && Tree.Find(waited)?.End is { } end) Answered?.Invoke(end);
    }

    private async Task WatchAsync()
    {
        var run = Tree.Path is [.., { End: null } turn] ? _runs.FindLive(turn.RunId) : null;
        if (ReferenceEquals(run, _watch?.Run)) return;
        var old = _watch;
        LiveText = "";
        _watch = run is null ? null : new RunWatch(run, snapshot => _dispatch(() => ShowLive(run, snapshot)), () => Task.CompletedTask, _time);
        if (old is not null) await old.DisposeAsync();
    }

    private Task ShowLive(FlowRun run, RunSnapshot snapshot)
    {
        if (!ReferenceEquals(_watch?.Run, run)) return Task.CompletedTask;
        var text = ChatAnswer.TextOf(snapshot, ChatContract.Of(run.Flow, _catalogue));
        if (text == LiveText) return Task.CompletedTask;
        LiveText = text;
        LiveChanged?.Invoke();
        return Task.CompletedTask;
    }
}
