using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Control;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class ForEachNodeTests
{
    private const string Asking = """
        item: input.text {"name": "item"}
        ask: model.chat {"connection": "test", "model": "m"}
        out: output.text {"name": "answer"}
        item.text -> ask.prompt
        ask.text -> out.value
        """;

    private const string Greeting = """
        who: input.text {"name": "who"}
        n: input.number {"name": "index", "required": false}
        how: input.text {"name": "how", "required": false}
        greet: prompt.template {"template": "{{n}}. {{how}} {{who}}!"}
        out: output.text {"name": "greeting"}
        who.text -> greet.who
        n.value -> greet.n
        how.text -> greet.how
        greet.text -> out.value
        """;

    // Fails for every item that is no JSON.
    private const string Reading = """
        text: input.text {"name": "text"}
        read: transform.json {}
        out: output.json {"name": "data"}
        text.text -> read.value
        read.json -> out.value
        """;

    private const string Around = """
        list: input.json {"name": "list"}
        each: control.for-each SETTINGS
        out: output.json {"name": "results"}
        list.value -> each.items
        each.results -> out.value
        """;

    [Test]
    public void Its_ports_are_the_list_and_the_inputs_that_neither_item_nor_number_go_into()
    {
        var node = With("each: control.for-each {}", "each", Greeting).Nodes[0];

        Assert.That(
            Catalogue.Find("control.for-each")!.PortsOf(node).Select(port => $"{port.Direction} {port.Id} {port.Type} {port.IsRequired}"),
            Is.EqualTo(new[]
            {
                "Input how text False", "Input items any True", "Output results json False", "Output text text False",
                "Output documents documents False", "Output errors json False",
            }));
    }

    [Test]
    public async Task A_thousand_items_at_sixteen_at_once_keep_their_order_and_are_never_more_than_sixteen()
    {
        // The later items of a batch come back first.
        var waiting = new Stack<TaskCompletionSource>();
        var counting = new Lock();
        var (now, most, asked) = (0, 0, 0);
        var models = new AnsweringChatModels(async (_, prompt, token) =>
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (counting)
            {
                most = Math.Max(most, ++now);
                var number = ++asked;
                if (number <= 992) waiting.Push(gate);
                else gate.SetResult();
                while (number % 16 == 0 && waiting.TryPop(out var other)) other.SetResult();
            }

            await gate.Task.WaitAsync(token);
            lock (counting) now--;
            return $"answer to {prompt}";
        });
        var flow = With(Settings(new { parallel = 16 }), "each", Asking);

        var events = await Harness(models).RunAsync(flow, Given(new { list = Enumerable.Range(0, 1000).Select(number => $"q{number}") }));

        var results = ((RunCompleted)events[^1]).Outputs["results"];
        Assert.That(results.EnumerateArray().Select(item => item.GetString()), Is.EqualTo(Enumerable.Range(0, 1000).Select(number => $"answer to q{number}")));
        Assert.That(most, Is.EqualTo(16));
        Assert.That(events.OfType<NodeStarted>().Count(started => started.Node == "each[1000]/ask"), Is.EqualTo(1));
        var progress = events.OfType<NodeProgressed>().Last();
        Assert.That((progress.Node, progress.Done, progress.Total, progress.Failed), Is.EqualTo(("each", 1000, 1000, 0)));
        Assert.That(events.OfType<NodeDelta>().Where(delta => delta.Node.Contains('/', StringComparison.Ordinal)), Is.Empty, "a thousand texts piece by piece are nobody's to read");
    }

    [Test]
    public async Task Stopping_the_run_starts_no_further_item_and_ends_those_under_way()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        var models = new AnsweringChatModels(async (_, _, token) =>
        {
            if (Interlocked.Increment(ref asked) == 16) first.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "never";
        });
        var run = Harness(models).Start(With(Settings(new { parallel = 16 }), "each", Asking), Given(new { list = Enumerable.Range(0, 1000) }));
        await first.Task.WaitAsync(TestTimeouts.Long);

        run.Cancel();
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(end, Is.InstanceOf<RunCancelled>());
        Assert.That(asked, Is.EqualTo(16));
        var events = run.Journal.ToList();
        Assert.That(events[^1], Is.SameAs(end));
        Assert.That(
            events.OfType<NodeStarted>().Select(started => started.Node),
            Is.EquivalentTo(events.Where(each => each is NodeCompleted or NodeCancelled).Cast<NodeEvent>().Select(each => each.Node).Where(node => events.OfType<NodeStarted>().Any(started => started.Node == node))));
    }

    [Test]
    public async Task The_item_goes_into_the_first_input_its_number_into_index_and_the_rest_come_by_wire()
    {
        var flow = With("""
            list: input.text {"name": "list"}
            how: input.text {"name": "how"}
            each: control.for-each {}
            out: output.text {"name": "results"}
            list.text -> each.items
            how.text -> each.how
            each.text -> out.value
            """, "each", Greeting);

        var events = await Harness().RunAsync(flow, Given(new { list = "Ada\n\n  Grace  \n", how = "Hello" }));

        Assert.That(((RunCompleted)events[^1]).Outputs["results"].GetString(), Is.EqualTo("1. Hello Ada!\n\n2. Hello Grace!"));
        Assert.That(events.Of("each[2]/greet"), Is.EqualTo(new[] { "each[2]/greet started", "each[2]/greet output text 2. Hello Grace!", "each[2]/greet completed" }));
    }

    [TestCase("[\"a\", \"b\"]", "a|b", TestName = "a JSON list in a text")]
    [TestCase("Here:\n```json\n[1, 2]\n```", "Here:|```json|[1, 2]|```", TestName = "words around a fence are lines")]
    [TestCase("```json\n[1, 2]\n```", "1|2", TestName = "a fenced JSON list")]
    [TestCase("a\r\nb\n\n", "a|b", TestName = "lines")]
    [TestCase("", "", TestName = "nothing")]
    public async Task A_text_is_split_into_items_as_people_write_lists(string text, string items)
    {
        const string echo = """
            item: input.text {"name": "item"}
            out: output.text {"name": "same"}
            item.text -> out.value
            """;
        var flow = With("""
            list: input.text {"name": "list", "required": false}
            each: control.for-each {}
            out: output.json {"name": "results"}
            list.text -> each.items
            each.results -> out.value
            """, "each", echo);

        var events = await Harness().RunAsync(flow, Given(new { list = text }));

        Assert.That(string.Join('|', ((RunCompleted)events[^1]).Outputs["results"].EnumerateArray().Select(item => item.GetString())), Is.EqualTo(items));
    }

    [Test]
    public async Task An_item_that_fails_stops_the_whole_and_is_named()
    {
        var events = await Harness().RunAsync(With(Settings(new { parallel = 1 }), "each", Reading), Given(new { list = new[] { "1", "no json", "3" } }));

        var failed = (RunFailed)events[^1];
        Assert.That((failed.Node, failed.Fault.Code), Is.EqualTo(("each", "json.syntax")));
        Assert.That(failed.Fault.Text.English, Does.StartWith("Item 2 of 3: Inside, at \""));
        Assert.That(events.Of("each[3]/read"), Is.Empty);
    }

    [TestCase("gap", "[1,null,3]")]
    [TestCase("leaveOut", "[1,3]")]
    public async Task An_item_that_fails_leaves_a_gap_or_is_left_out_and_is_told_of_at_errors(string policy, string results)
    {
        var flow = With(Settings(new { onError = policy }) + """

            wrong: output.json {"name": "wrong"}
            each.errors -> wrong.value
            """, "each", Reading);

        var events = await Harness().RunAsync(flow, Given(new { list = new[] { "1", "no json", "3" } }));

        var outputs = ((RunCompleted)events[^1]).Outputs;
        Assert.That(JsonSerializer.Serialize(outputs["results"]), Is.EqualTo(results));
        var error = outputs["wrong"].EnumerateArray().Single();
        Assert.That((error.GetProperty("number").GetInt32(), error.GetProperty("item").GetString(), error.GetProperty("code").GetString()), Is.EqualTo((2, "no json", "json.syntax")));
        Assert.That(events.OfType<NodeProgressed>().Last().Failed, Is.EqualTo(1));
    }

    [Test]
    public async Task Where_all_goes_well_nothing_comes_out_of_errors()
    {
        var flow = With(Settings(new { onError = "gap" }) + """

            wrong: output.json {"name": "wrong"}
            each.errors -> wrong.value
            """, "each", Reading);

        var events = await Harness().RunAsync(flow, Given(new { list = new[] { "1" } }));

        Assert.That(events.OfType<NodeSkipped>().Select(skipped => skipped.Node), Is.EqualTo(new[] { "wrong" }));
    }

    [Test]
    public async Task A_list_of_lists_is_worked_on_by_one_inside_the_other()
    {
        const string echo = """
            item: input.text {"name": "item"}
            out: output.text {"name": "same"}
            item.text -> out.value
            """;
        var inner = With("""
            list: input.json {"name": "list"}
            inner: control.for-each {}
            out: output.text {"name": "joined"}
            list.value -> inner.items
            inner.text -> out.value
            """, "inner", echo);
        var flow = With(Settings(new { }), ("each", inner));

        var events = await Harness().RunAsync(flow, Given(new { list = new[] { new[] { "a", "b" }, new[] { "c" } } }));

        Assert.That(((RunCompleted)events[^1]).Outputs["results"].EnumerateArray().Select(item => item.GetString()), Is.EqualTo(new[] { "a\n\nb", "c" }));
        Assert.That(events.Of("each[1]/inner[2]/item"), Does.Contain("each[1]/inner[2]/item completed"));
    }

    [Test]
    public async Task Of_documents_it_gives_documents_that_keep_where_they_came_from()
    {
        const string echo = """
            item: input.text {"name": "item"}
            loud: prompt.template {"template": "{{item}}!"}
            out: output.text {"name": "loud"}
            item.text -> loud.item
            loud.text -> out.value
            """;
        var flow = With("""
            list: input.value {"name": "list", "type": "documents"}
            each: control.for-each {}
            out: output.value {"name": "results", "type": "documents"}
            list.value -> each.items
            each.documents -> out.value
            """, "each", echo);

        var events = await Harness().RunAsync(flow, Given(new { list = new[] { new { text = "one", source = "a.md" } } }));

        var document = ((RunCompleted)events[^1]).Outputs["results"][0];
        Assert.That((document.GetProperty("text").GetString(), document.GetProperty("source").GetString()), Is.EqualTo(("one!", "a.md")));
    }

    [Test]
    public async Task A_list_that_is_too_long_is_refused_before_anything_runs()
    {
        var events = await Harness().RunAsync(With(Settings(new { limit = 2 }), "each", Reading), Given(new { list = new[] { 1, 2, 3 } }));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("for-each.too-many"));
        Assert.That(events.OfType<NodeEvent>().Where(each => each.Node.Contains('/', StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task What_is_no_list_says_so()
    {
        var events = await Harness().RunAsync(With(Settings(new { }), "each", Reading), Given(new { list = 7 }));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("for-each.no-list"));
    }

    [Test]
    public async Task A_stored_flow_that_would_repeat_itself_is_refused()
    {
        var known = new FlowInterface([new("list", PortType.Json)], [new("results", PortType.Json)]);
        var node = new FlowNode
        {
            Id = new NodeId("each"),
            Type = "control.for-each",
            Settings = JsonMembers.Of(new { flow = "own", @interface = known.ToJson() }),
        };
        var own = FlowText.Parse(Settings(new { }));
        own = own with { Nodes = [.. own.Nodes.Select(each => each.Id == node.Id ? node : each)] };

        var events = await Harness(store: new OneFlowStore("own", own)).RunAsync(own, Given(new { list = new[] { new[] { 1 } } }));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("flow.recursion"));
    }

    [Test]
    public async Task What_the_items_use_is_the_nodes_usage()
    {
        var models = new AnsweringChatModels((_, _) => "four");
        var events = await Harness(models).RunAsync(With(Settings(new { }), "each", Asking), Given(new { list = new[] { "a", "b", "c" } }));

        Assert.That(events.OfType<NodeCompleted>().Single(each => each.Node == "each").Usage, Is.EqualTo(new Core.Nodes.TokenUsage(30, 12)));
        Assert.That(((RunCompleted)events[^1]).Usage, Is.EqualTo(new Core.Nodes.TokenUsage(30, 12)));
    }

    private static string Settings(object settings) => Around.Replace("SETTINGS", JsonSerializer.Serialize(settings), StringComparison.Ordinal);
}
