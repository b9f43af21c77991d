using FlowBuilder.Core.Models;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>What is seen of a run while it is under way, and after it failed.</summary>
[CancelAfter(90_000)]
public sealed class RunStateTests
{
    [Test]
    public async Task A_run_under_way_shows_how_far_it_is_is_announced_and_can_be_stopped()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("The beginning").Wait(gate));
        await ConnectAsync("slow", server);
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Model("slow"));
        var runs = new RunView(window.Page);

        await editor.RunButton.ClickAsync();
        await Expect(runs.Output("model")).ToContainTextAsync("The beginning");
        await runs.IsAsync("running");
        await Expect(runs.Bar.Locator("[data-run-progress]")).ToHaveTextAsync("1 of 3");
        await Expect(runs.Said).ToHaveTextAsync("The run has started.");
        await Expect(editor.Wire("question.text", "model.prompt")).ToContainClassAsync("live");
        await runs.Action("stop-bar").ClickAsync();

        await runs.IsAsync("cancelled");
        await Expect(runs.Said).ToHaveTextAsync("The run was stopped.");
        await Expect(editor.Node("model")).ToHaveAttributeAsync("data-status", "cancelled");
        await Expect(editor.RunButton).ToBeVisibleAsync();
        gate.Open();
    }

    [Test]
    public async Task A_try_that_failed_is_told_at_the_node_and_in_its_log_until_one_succeeds()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        var (second, third) = (new FakeGate(), new FakeGate());
        server.Reply(
            FakeReply.Fail(503).Header("Retry-After", "1"),
            FakeReply.Fail(503).Header("Retry-After", "1") with { BeforeHeaders = second },
            FakeReply.Of("At", " last") with { BeforeHeaders = third });
        await ConnectAsync("shaky", server);
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Model("shaky"));
        var runs = new RunView(window.Page);

        await editor.RunButton.ClickAsync();
        await Expect(editor.Node("model").Locator("[data-retry='1']")).ToContainTextAsync("Try 2");
        second.Open();
        await Expect(editor.Node("model").Locator("[data-retry='2']")).ToContainTextAsync("Try 3");
        third.Open();
        await runs.IsAsync("completed");

        await Expect(editor.Node("model").Locator("[data-retry]")).ToHaveCountAsync(0);
        await Expect(editor.Node("model").Locator(".node-foot")).ToContainTextAsync("18 tokens");
        await Expect(runs.Bar).ToContainTextAsync("18 tokens");
        await editor.SelectAsync("model");
        await runs.ShowTabAsync("Log");
        await Expect(runs.Log("retry")).ToHaveCountAsync(2);
        await Expect(runs.Log("used")).ToContainTextAsync("11 tokens in, 7 out");
    }

    [Test]
    public async Task A_node_that_failed_is_explained_with_what_to_try_and_can_be_run_again_from_there()
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        server.Reply(FakeReply.Fail(401, "Incorrect API key provided.", "invalid_api_key"), FakeReply.Of("Good"));
        await ConnectAsync("wrong-key", server);
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Model("wrong-key"));
        var runs = new RunView(window.Page);

        await editor.RunButton.ClickAsync();
        await runs.IsAsync("failed");
        await Expect(runs.Bar).ToContainTextAsync("“Answer” failed");
        await Expect(runs.Said).ToContainTextAsync("The run failed at Answer");
        await Expect(editor.Node("model").Locator(".node-error")).ToBeVisibleAsync();
        await runs.Action("why").ClickAsync();

        await Expect(editor.Node("model")).ToContainClassAsync("selected");
        await Expect(runs.Fault).ToHaveAttributeAsync("data-fault", "model.unauthorized");
        await Expect(runs.Fault).ToContainTextAsync("Paste a valid key");
        await Expect(runs.Action("fault-connect")).ToBeVisibleAsync();
        await runs.Action("retry-from").ClickAsync();
        await runs.IsAsync("completed");
        await Expect(runs.Output("result")).ToContainTextAsync("Good");
        await Expect(runs.Fault).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_tabs_of_a_node_show_what_came_in_what_went_out_and_what_happened()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(RunFlows.Chain);
        var runs = new RunView(window.Page);
        await editor.RunToItsEndAsync();
        await editor.SelectAsync("second");

        await runs.ShowTabAsync("Input");
        await Expect(runs.Arrived("text")).ToContainTextAsync("First");
        await Expect(runs.Arrived("text")).ToContainTextAsync("one hello");
        await runs.ShowTabAsync("Output");
        await Expect(runs.Given("text")).ToContainTextAsync("two one hello");
        await runs.ShowTabAsync("Log");
        await Expect(runs.Log("started")).ToHaveCountAsync(1);
        await Expect(runs.Log("done")).ToContainTextAsync("done after");
    }

    private static async Task ConnectAsync(string name, FakeOpenAiServer server) =>
        await Stage.Program.Services.GetRequiredService<IConnectionStore>().SaveAsync(
            new Connection { Name = name, Kind = ConnectionKind.OpenAI, BaseUrl = server.BaseUrl, Models = ["alpha"] }, CancellationToken.None);
}
