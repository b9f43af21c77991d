using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>What agents do, step by step, as the canvas and the panel show it.</summary>
[CancelAfter(90_000)]
public sealed class AgentStepsTests
{
    /// <summary>A supervisor who asks a worker; all on the demo model.</summary>
    internal const string Flow = """
        {
          "format": "flowbuilder/1", "name": "Team",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "default": "What does shipping cost?" } },
            { "id": "desk", "type": "agent.chat", "version": 1, "title": "Shipping desk", "position": { "x": 0, "y": 260 }, "settings": { "toolName": "shipping", "toolDescription": "Knows what shipping costs.", "system": "Text:\nShipping costs 4.90 euros." } },
            { "id": "lead", "type": "agent.supervisor", "version": 1, "title": "Lead", "position": { "x": 420, "y": 0 } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 840, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": [{ "from": "question.text", "to": "lead.prompt" }, { "from": "desk.tool", "to": "lead.workers" }, { "from": "lead.text", "to": "result.value" }]
        }
        """;

    [Test]
    public async Task Steps_are_on_the_card_and_open_beside_it_with_what_was_given_and_what_came_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flow);
        await editor.RunToItsEndAsync();

        await Expect(editor.Node("lead").Locator("[data-step='lead/shipping[1]']")).ToContainTextAsync("Shipping desk");
        await editor.SelectAsync("lead");
        await new RunView(window.Page).ShowTabAsync("Output");
        var list = window.Page.Locator("[data-step-list]");
        await Expect(list.Locator("details")).ToHaveCountAsync(4);
        var step = list.Locator("details[data-step='lead/shipping[1]']");
        await step.Locator("summary").ClickAsync();

        await Expect(step.Locator(".step-body")).ToContainTextAsync("What does shipping cost?");
        await Expect(step.Locator(".step-body")).ToContainTextAsync("Shipping costs 4.90 euros.");
    }
}
