using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Questions;
using FlowBuilder.Nodes.Tests.Control;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;
using static FlowBuilder.Nodes.Tests.Budgets.BudgetWorld;

namespace FlowBuilder.Nodes.Tests.Budgets;

/// <summary>What runs may use, and how they end when it is used up.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class BudgetTests
{
    [Test]
    public async Task Run_stops_before_the_call_that_its_flow_has_no_tokens_for()
    {
        await using var world = await BudgetWorld.StartAsync();

        var events = await world.RunAsync(Questions(new Budget { Tokens = 45 }));

        var reached = events.OfType<BudgetReached>().Single();
        var end = (RunFailed)events[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Server.Requests, Has.Count.EqualTo(2), "18 tokens each");
            Assert.That((reached.Scope, reached.What, reached.Limit, reached.Used, reached.Node), Is.EqualTo((BudgetScope.Flow, BudgetMeasure.Tokens, 45m, 36m, "c")));
            Assert.That((end.Fault.Code, end.Node, end.Usage!.InputTokens + end.Usage.OutputTokens), Is.EqualTo(("budget.reached", "c", 36L)));
            Assert.That(end.Fault.Text.English, Does.Contain("36 of 45 tokens"));
            Assert.That(events.OfType<NodeFailed>().Single().Node, Is.EqualTo("c"));
        }
    }

    [Test]
    public async Task Run_stops_before_the_call_that_there_is_no_money_for()
    {
        await using var world = await BudgetWorld.StartAsync();

        // 11 tokens in and 7 out cost 0.00000585 dollars.
        var events = await world.RunAsync(Questions(), new RunRequest { Budget = new Budget { Cost = 0.0000200m } });

        var reached = events.OfType<BudgetReached>().Single();
        Assert.That((reached.Scope, reached.What, reached.Limit, reached.Used), Is.EqualTo((BudgetScope.Run, BudgetMeasure.Cost, 0.0000200m, 0.0000117m)));
        Assert.That(((RunFailed)events[^1]).Usage!.Cost, Is.EqualTo(0.0000117m));
    }

    [Test]
    public async Task Model_is_told_to_write_no_more_than_is_left()
    {
        await using var world = await BudgetWorld.StartAsync();

        await world.RunAsync(Questions(new Budget { Tokens = 100 }));

        var limits = world.Server.Requests.Select(request => request.Body.GetProperty("max_tokens").GetInt32()).ToList();
        Assert.That(limits[0], Is.InRange(90, 99));
        Assert.That(limits[0] - limits[1], Is.InRange(18, 24), "the first call used 18 tokens, and the second sends more");
    }

    [Test]
    public async Task Without_a_budget_nothing_is_told_to_the_model()
    {
        await using var world = await BudgetWorld.StartAsync();

        var events = await world.RunAsync(Questions());

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
        Assert.That(world.Server.Requests.Any(request => request.Body.TryGetProperty("max_tokens", out _)), Is.False);
    }

    [Test]
    public async Task Model_that_takes_no_such_large_limit_is_asked_again_without()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Server.Otherwise = request => request.Body.TryGetProperty("max_tokens", out _)
            ? FakeReply.Fail(400, "max_tokens is too large: 9000. This model supports at most 4096 completion tokens.", "invalid_value")
            : FakeReply.Of("Fine.");

        var events = await world.RunAsync(Questions(new Budget { Tokens = 9_000 }));

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
        Assert.That(world.Server.Requests, Has.Count.EqualTo(6), "what is left is less each time, so that the provider may take it");
    }

    [Test]
    public async Task Answer_that_runs_over_what_is_left_is_cut_there()
    {
        await using var world = await BudgetWorld.StartAsync();
        var gate = new FakeGate();
        world.Server.Reply(FakeReply.Of([.. Enumerable.Repeat("word ", 200)]).Wait(gate).Text("never"));

        var events = await world.RunAsync(Questions(new Budget { Tokens = 60 }));

        await world.Server.Requests[0].Disconnected.WaitAsync(TestTimeouts.Long);
        var text = string.Concat(events.OfType<NodeDelta>().Select(delta => delta.Text));
        var reached = events.OfType<BudgetReached>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), Has.Length.InRange(45, 60));
            Assert.That(reached.Used, Is.InRange(55m, 62m));
            Assert.That(((RunFailed)events[^1]).Usage, Is.Not.Null, "what a call that was cut has used is counted");
            Assert.That(world.Server.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Parallel_calls_together_never_use_more_than_there_is([Values(1, 2, 3, 4, 5, 6)] int seed)
    {
        var random = new Random(seed);
        var cap = random.Next(200, 60_000);
        await using var world = await BudgetWorld.StartAsync();
        var used = 0L;
        world.Server.Otherwise = request =>
        {
            int output;
            lock (random)
            {
                var most = request.Body.TryGetProperty("max_tokens", out var limit) ? limit.GetInt32() : 131_072;
                output = random.Next(3) == 0 ? most : random.Next(1, Math.Min(most, 4_000) + 1);
                used += output + 5;
                return (FakeReply.Of("ok") with { FinishReason = output == most ? "length" : "stop" }).Usage(5, output);
            }
        };
        var flow = ControlFlows.With("""
            list: input.json {"name": "list"}
            each: control.for-each {"parallel": 8, "onFailure": "skip"}
            out: output.json {"name": "results"}
            list.value -> each.items
            each.results -> out.value
            """, "each", Asking) with { Budget = new Budget { Tokens = cap } };

        var events = await world.RunAsync(flow, ControlFlows.Given(new { list = Enumerable.Range(0, 60) }));

        var end = (RunFailed)events[^1];
        Assert.That(used, Is.LessThanOrEqualTo(cap), $"seed {seed}");
        Assert.That(end.Fault.Code, Is.EqualTo("budget.reached"), "a run's budget stops it, whatever its nodes do with failed items");
        Assert.That(events.OfType<BudgetReached>().Single().Used, Is.LessThanOrEqualTo(used));
        Assert.That(used, Is.GreaterThan(cap / 2), "it goes as far as it can");
    }

    [Test]
    public async Task Node_budget_is_a_failure_like_others()
    {
        await using var world = await BudgetWorld.StartAsync();
        var flow = WithPolicy(Questions(), "b", new NodePolicy { OnError = ErrorPolicy.Fallback, Fallback = System.Text.Json.JsonDocument.Parse("\"cheap\"").RootElement, Budget = new Budget { Tokens = 20 } });

        // "hello from the fake." and what the protocol adds leave fewer than are worth asking for.
        var events = await world.RunAsync(flow);

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
        Assert.That(events.OfType<NodeFailed>().Select(failed => (failed.Node, failed.Fault.Code)), Is.EqualTo(new[] { ("b", "budget.reached") }));
        Assert.That(events.OfType<BudgetReached>().Single().Scope, Is.EqualTo(BudgetScope.Node));
    }

    [Test]
    public async Task Budget_of_a_flow_stops_the_run_whatever_its_nodes_do_about_failures()
    {
        await using var world = await BudgetWorld.StartAsync();
        var flow = WithPolicy(Questions(new Budget { Tokens = 45 }), "c", new NodePolicy { OnError = ErrorPolicy.Fallback, Fallback = System.Text.Json.JsonDocument.Parse("\"cheap\"").RootElement });

        var events = await world.RunAsync(flow);

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("budget.reached"));
    }

    [Test]
    public async Task Budget_of_a_flow_inside_bounds_that_part_and_the_outer_one_everything()
    {
        await using var world = await BudgetWorld.StartAsync();
        var inner = Questions(new Budget { Tokens = 45 });
        var outer = ControlFlows.With("""
            call: flow.call {}
            after: model.chat {"connection": "main"}
            out: output.text {"name": "answer"}
            call.answer -> after.prompt
            after.text -> out.value
            """, ("call", inner));
        var forgiving = WithPolicy(outer, "call", new NodePolicy { OnError = ErrorPolicy.Fallback, Fallback = System.Text.Json.JsonDocument.Parse("\"well\"").RootElement });

        var byInner = await world.RunAsync(forgiving);
        var before = world.Server.Requests.Count;
        var byOuter = await world.RunAsync(forgiving with { Budget = new Budget { Tokens = 22 } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byInner[^1], Is.InstanceOf<RunCompleted>(), "the part failed, and its node has a fallback");
            Assert.That(byInner.OfType<BudgetReached>().Single().Node, Is.EqualTo("call/c"));
            Assert.That(((RunFailed)byOuter[^1]).Node, Is.EqualTo("call"));
            Assert.That(byOuter.OfType<BudgetReached>().Single().Limit, Is.EqualTo(22m));
            Assert.That(world.Server.Requests.Count - before, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Money_is_not_given_to_a_model_whose_price_nobody_knows()
    {
        await using var world = await BudgetWorld.StartAsync("homemade-1");

        var events = await world.RunAsync(Questions(new Budget { Cost = 1m }));

        Assert.That(((RunFailed)events[^1]).Fault.Code, Is.EqualTo("budget.price-unknown"));
        Assert.That(world.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Person_who_approves_gives_as_much_again()
    {
        await using var world = await BudgetWorld.StartAsync();
        var run = world.Start(Questions(new Budget { Tokens = 45, OnReached = AtBudgetEnd.Ask }));
        await run.Journal.WaitForAsync<RunWaiting>();
        var question = run.OpenQuestions.Single();

        run.TryAnswer(question, new HumanAnswer(true));
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(question.Question.Text, Does.Contain("36 of 45 tokens"));
        Assert.That(end, Is.InstanceOf<RunCompleted>());
        Assert.That(world.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Agent_whose_budget_a_person_is_asked_about_does_not_run_out_of_its_time()
    {
        var clock = new FakeTimeProvider();
        await using var world = await BudgetWorld.StartAsync(time: clock);
        var flow = FlowText.Parse("""
            in: input.text {"name": "q", "default": "hi"}
            agent: agent.chat {"connection": "main", "timeLimit": 60}
            out: output.text {"name": "answer"}
            in.text -> agent.prompt
            agent.text -> out.value
            """) with { Budget = new Budget { Tokens = 15, OnReached = AtBudgetEnd.Ask } };
        var run = world.Start(flow);
        await run.Journal.WaitForAsync<RunWaiting>();

        clock.Advance(TimeSpan.FromDays(3));
        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That((end as RunCompleted)?.Outputs["answer"].GetString(), Is.EqualTo("Hello from the fake."));
    }

    [Test]
    public async Task Person_who_refuses_stops_the_run()
    {
        await using var world = await BudgetWorld.StartAsync();
        var run = world.Start(Questions(new Budget { Tokens = 45, OnReached = AtBudgetEnd.Ask }));
        await run.Journal.WaitForAsync<RunWaiting>();

        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(false));
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That((end as RunFailed)?.Fault.Code, Is.EqualTo("budget.reached"));
        Assert.That(run.Journal.ToList().OfType<BudgetReached>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Parallel_calls_ask_once()
    {
        await using var world = await BudgetWorld.StartAsync();
        var flow = FlowText.Parse("""
            in: input.text {"name": "q", "default": "hi"}
            a: model.chat {"connection": "main"}
            b: model.chat {"connection": "main"}
            c: model.chat {"connection": "main"}
            d: model.chat {"connection": "main"}
            in.text -> a.prompt
            in.text -> b.prompt
            in.text -> c.prompt
            in.text -> d.prompt
            """) with { Budget = new Budget { Tokens = 18, OnReached = AtBudgetEnd.Ask } };
        var run = world.Start(flow);
        var questions = 0;
        using var patience = new CancellationTokenSource(TestTimeouts.Long);
        await foreach (var told in run.Journal.ReadAsync(0, patience.Token))
        {
            if (told is not RunWaiting) continue;
            questions++;
            Assert.That(run.OpenQuestions, Has.Length.EqualTo(1));
            run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));
        }

        Assert.That(await run.Completion, Is.InstanceOf<RunCompleted>());
        Assert.That(questions, Is.InRange(4, 8), "each answer gives less than what two calls need");
    }
}
