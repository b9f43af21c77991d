using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The reference of the nodes, as one reads it in the program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NodePagesTests
{
    [Test]
    public async Task A_node_is_found_by_what_it_does_and_its_page_leads_to_a_template_with_it()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-page-link='nodes']").ClickAsync();
        await window.Page.Locator("[data-node-search]").FillAsync("language model");
        await Expect(window.Page.Locator("[data-node-page='output.text']")).ToHaveCountAsync(0);
        await Expect(window.Page).ToHaveURLAsync(new Regex("/nodes[?]q=language%20model$"));

        await window.Page.Locator("[data-node-page='model.chat']").ClickAsync();
        await Expect(window.Page.Locator("[data-port-row='prompt']")).ToContainTextAsync("What the model is asked.");
        await Expect(window.Page.Locator("[data-setting-row='temperature']")).ToContainTextAsync("0 to 2");
        await window.Page.Locator("[data-sample]").First.ClickAsync();

        await Expect(window.Page.Locator("dialog[open]")).ToBeVisibleAsync();
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_settings_of_a_node_lead_to_its_page_in_the_language_of_the_reader()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");

        var page = await window.Page.RunAndWaitForPopupAsync(() => window.Page.Locator("[data-action='explain-node']").ClickAsync());

        await Expect(page.Locator("[data-node-reference='prompt.template'] h1")).ToHaveTextAsync("프롬프트");
        await Expect(page.Locator(".reference-when h2")).ToHaveTextAsync("언제 쓰나요");
    }
}
