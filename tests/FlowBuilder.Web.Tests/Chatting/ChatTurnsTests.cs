using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Chatting;

[Parallelizable(ParallelScope.All)]
public sealed class ChatTurnsTests
{
    private TestProgram _program = null!;
    private string _flowId = null!;
    private Flow _flow = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        _flowId = await _program.StoreAsync(Drawings.Echo, CancellationToken.None);
        _flow = (await Get<IFlowStore>().FindAsync(_flowId, CancellationToken.None))!.Flow;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _program.DisposeAsync();

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_turn_is_kept_with_its_answer_though_nobody_looks(CancellationToken cancellationToken)
    {
        var conversation = await Get<IConversationStore>().CreateAsync(_flowId, "x", cancellationToken);
        var ended = new TaskCompletionSource();
        var raised = 0;
        Get<ChatTurns>().Changed += id =>
        {
            if (id == conversation.Id && Interlocked.Increment(ref raised) == 2) ended.SetResult();
        };

        var run = await Get<ChatTurns>().SendAsync(
            Get<RunHost>().StartAsync, Command(conversation.Id, "hello"), id => Turn(conversation.Id, id), cancellationToken);
        await ended.Task.WaitAsync(cancellationToken);

        var turn = (await Get<IConversationStore>().ListTurnsAsync(conversation.Id, cancellationToken)).Single();
        Assert.That((turn.RunId, turn.End!.State, turn.End.Answer), Is.EqualTo((run.Id, TurnState.Answered, run.Journal.IsEnded ? "hello" : "")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_turn_whose_end_was_not_noted_is_ended_from_its_archived_run(CancellationToken cancellationToken)
    {
        var conversation = await Get<IConversationStore>().CreateAsync(_flowId, "x", cancellationToken);
        var run = await Get<RunHost>().StartAsync(Command(conversation.Id, "kept"), cancellationToken);
        await Get<RunHost>().WhenArchivedAsync(run.Id);
        await Get<IConversationStore>().AddTurnAsync(Turn(conversation.Id, run.Id), cancellationToken);

        var turn = (await Get<ChatTurns>().ListAsync(conversation.Id, _flow, cancellationToken)).Single();

        Assert.That((turn.End!.State, turn.End.Answer), Is.EqualTo((TurnState.Answered, "kept")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_turn_whose_run_died_with_the_program_says_so_and_does_not_wait_for_ever(CancellationToken cancellationToken)
    {
        var conversation = await Get<IConversationStore>().CreateAsync(_flowId, "x", cancellationToken);
        await Get<IConversationStore>().AddTurnAsync(Turn(conversation.Id, "0123456789abcdef"), cancellationToken);

        var turn = (await Get<ChatTurns>().ListAsync(conversation.Id, _flow, cancellationToken)).Single();

        Assert.That(turn.End!.State, Is.EqualTo(TurnState.Failed));
        Assert.That(turn.End.Problem!.For(CultureInfo.GetCultureInfo("en")), Does.Contain("restarted"));
    }

    private T Get<T>()
        where T : notnull => _program.Services.GetRequiredService<T>();

    private RunCommand Command(string session, string text) => new(_flow)
    {
        FlowId = _flowId,
        Session = session,
        Inputs = new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement(text) },
    };

    private static ConversationTurn Turn(string conversation, string run) =>
        new() { RunId = run, ConversationId = conversation, Question = run, Message = "m", SentAt = DateTimeOffset.UnixEpoch };
}
