using System.Collections.Concurrent;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Nodes.Tests.Control;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Nodes.Tests.Durability;

/// <summary>Runs of the built-in nodes that go on after every event that they may have come to.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class ContinuedFlowTests
{
    private const string Asking = """
        item: input.text {"name": "item"}
        ask: model.chat {"connection": "test", "model": "m", "temperature": 1}
        more: model.chat {"connection": "test", "model": "m", "temperature": 1}
        out: output.text {"name": "answer"}
        item.text -> ask.prompt
        ask.text -> more.prompt
        more.text -> out.value
        """;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    [Test]
    public async Task Repetitions_that_had_ended_are_not_made_again(CancellationToken cancellationToken)
    {
        var flow = ControlFlows.With(
            """
            list: input.json {"name": "list"}
            each: control.for-each {"parallel": 2}
            out: output.json {"name": "results"}
            list.value -> each.items
            each.results -> out.value
            """,
            "each",
            Asking);
        await GoesOnFromEveryEventAsync(flow, new { list = new[] { "a", "b", "c" } }, asks: 6, cancellationToken);
    }

    [Test]
    public async Task Flow_that_is_called_goes_on_inside(CancellationToken cancellationToken)
    {
        var flow = ControlFlows.With(
            """
            text: input.text {"name": "text"}
            call: flow.call
            out: output.text {"name": "result"}
            text.text -> call.item
            call.answer -> out.value
            """,
            "call",
            Asking);
        await GoesOnFromEveryEventAsync(flow, new { text = "a" }, asks: 2, cancellationToken);
    }

    [Test]
    public async Task Masked_text_is_restored_though_what_was_masked_is_never_written_down(CancellationToken cancellationToken)
    {
        var flow = FlowText.Parse("""
            in: input.text {"name": "letter"}
            mask: guard.mask {}
            ask: model.chat {"connection": "test", "model": "m", "temperature": 1}
            restore: guard.restore {}
            out: output.text {"name": "answer"}
            in.text -> mask.text
            mask.text -> ask.prompt
            ask.text -> restore.text
            restore.text -> out.value
            """);
        await GoesOnFromEveryEventAsync(flow, new { letter = "Write to kim@example.com" }, asks: null, cancellationToken);
    }

    // Asks: how often models are asked in a run that nothing interrupts, where each that had answered is not asked again; null where they may be.
    private static async Task GoesOnFromEveryEventAsync(Flow flow, object inputs, int? asks, CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var first = new Life(store);
        var saved = new TaskCompletionSource();
        first.Archive.BeforeSave = () => saved.Task;
        var run = await first.Host.StartAsync(new RunCommand(flow) { Inputs = FlowHarness.Inputs(inputs) }, cancellationToken);
        var kept = (await store.ListAsync(cancellationToken)).Single();
        saved.SetResult();
        var whole = await first.EventsAsync(run.Id, cancellationToken);
        var result = Result(whole);

        for (var cut = 1; cut < whole.Count; cut++)
        {
            var next = new Life(MemoryUnfinishedRuns.Of(kept, whole.Take(cut)));
            await next.ContinueAsync(cancellationToken);
            var events = await next.EventsAsync(run.Id, cancellationToken);

            Assert.That(Result(events), Is.EqualTo(result), $"cut at {cut}, {whole[cut - 1]}");
            Assert.That((events[^1] as RunCompleted)?.Usage, Is.Not.Null);
            var answered = whole.Take(cut).OfType<NodeCompleted>().Count(node => node.Node.EndsWith("ask", StringComparison.Ordinal) || node.Node.EndsWith("more", StringComparison.Ordinal));
            if (asks is { } all) Assert.That(next.Asked.Count, Is.EqualTo(all - answered), $"cut at {cut}, {whole[cut - 1]}");
        }
    }

    private static string Result(IReadOnlyList<RunEvent> events) => events[^1] is RunCompleted completed
        ? completed.Outputs.Single().Value.GetRawText()
        : throw new InvalidOperationException(events[^1].ToString());

    private sealed class Life
    {
        private readonly RunsToContinue _unfinished;

        public Life(MemoryUnfinishedRuns store)
        {
            Archive = new MemoryRunArchive { Unfinished = store };
            var limits = new RunLimits();
            var models = new AnsweringChatModels((_, prompt) =>
            {
                Asked.Add(prompt);
                return $"<{prompt}>";
            });
            Host = new RunHost(
                new FlowCompiler(Catalogue, new ServiceCollection().AddSingleton<IChatModels>(models).BuildServiceProvider()),
                new RunPreparation(Catalogue),
                new FlowRunner(limits, TimeProvider.System, NullLogger<FlowRunner>.Instance),
                Archive,
                limits,
                NullLogger<RunHost>.Instance,
                keeper: new RunKeeper(store, new JournalKeeper(store, NullLogger<JournalKeeper>.Instance), new FlowFormat(Catalogue)));
            _unfinished = new RunsToContinue(store, Host, NullLogger<RunsToContinue>.Instance);
        }

        public ConcurrentBag<string> Asked { get; } = [];

        public MemoryRunArchive Archive { get; }

        public RunHost Host { get; }

        public async Task ContinueAsync(CancellationToken cancellationToken)
        {
            await _unfinished.RestoreAsync(cancellationToken);
            _unfinished.Begin();
        }

        public async Task<IReadOnlyList<RunEvent>> EventsAsync(string runId, CancellationToken cancellationToken)
        {
            await Host.WhenArchivedAsync(runId).WaitAsync(cancellationToken);
            return await Archive.ReadAsync(runId, 0, cancellationToken).ToListAsync(cancellationToken);
        }
    }
}
