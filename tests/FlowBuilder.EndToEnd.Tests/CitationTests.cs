using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Numbers in an answer that lead to what they cite.</summary>
[CancelAfter(90_000)]
public sealed class CitationTests
{
    /// <summary>A chat whose answer cites the first and the third row of a table.</summary>
    internal const string Flow = """
        {
          "format": "flowbuilder/1", "name": "Cites",
          "nodes": [
            { "id": "message", "type": "input.chat", "version": 1, "title": "Message", "position": { "x": 0, "y": 0 }, "settings": { "name": "message" } },
            { "id": "prices", "type": "documents.load", "version": 1, "title": "Prices", "position": { "x": 0, "y": 300 },
              "settings": { "file": { "name": "prices.csv", "text": "what,price\nTea,four euros\n<img src=x onerror=alert(1)>,nothing\nCake,five euros\n" } } },
            { "id": "answer", "type": "transform.template", "version": 1, "title": "Answer", "position": { "x": 300, "y": 0 },
              "settings": { "template": "Cake costs five euros [3], tea four [1]. Nobody knows [9]; see `x[1]`. {{message}}" } },
            { "id": "cite", "type": "documents.cite", "version": 1, "title": "Cite", "position": { "x": 600, "y": 0 } },
            { "id": "reply", "type": "output.chat", "version": 1, "title": "Reply", "position": { "x": 900, "y": 0 } }
          ],
          "edges": [
            { "from": "message.text", "to": "answer.message" },
            { "from": "answer.text", "to": "cite.answer" },
            { "from": "prices.documents", "to": "cite.documents" },
            { "from": "cite.text", "to": "reply.value" }
          ]
        }
        """;

    [Test]
    public async Task A_number_opens_the_source_that_it_cites_by_mouse_and_by_keys()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenFlowAsync(Flow);
        var chat = new ChatPane(window.Page);
        await chat.OpenAsync();

        await chat.AskAsync("How much is it?");

        var numbers = chat.Answers.Locator("button.cite");
        await Expect(numbers).ToHaveTextAsync(["1", "2"]);
        await Expect(chat.Answers).ToContainTextAsync("Nobody knows; see x[1].");
        var sources = chat.Answers.Locator("[data-source]");
        await Expect(sources.First).ToBeHiddenAsync();

        await numbers.First.ClickAsync();
        await Expect(sources.First).ToBeFocusedAsync();
        await Expect(sources.First).ToContainTextAsync("what: Cake price: five euros");
        await Expect(sources.First).ToContainTextAsync("Row 4");

        await numbers.Last.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(sources.Last).ToBeFocusedAsync();
        await Expect(sources.Last).ToContainTextAsync("Tea");
        await Expect(chat.Answers.Locator(".lit")).ToHaveCountAsync(1);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_page_is_added_by_its_address_and_an_answer_leads_to_its_chunk_and_to_the_page()
    {
        await using var site = await HostPage.StartNewAsync();
        var address = site.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/";
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        var id = await KnowledgePages.MakeAsync("Sites");
        await pages.OpenAsync(id);

        await pages.Do("open-address").ClickAsync();
        await window.Page.Locator("#addresses").FillAsync($"http://127.0.0.1:1/\n{address}");
        await pages.Do("add-address").ClickAsync();

        await Expect(window.Page.Locator("[data-address-problems]")).ToContainTextAsync("127.0.0.1");
        await Expect(window.Page.Locator("#addresses")).ToHaveValueAsync("http://127.0.0.1:1/");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Page.Locator("[data-document-state='Ready']")).ToBeVisibleAsync();

        await window.OpenFlowAsync(Flow
            .Replace(""" "type": "documents.load", "version": 1, "title": "Prices" """.Trim(), """ "type": "knowledge.search", "version": 1, "title": "Prices" """.Trim(), StringComparison.Ordinal)
            .Replace("\"file\": { \"name\": \"prices.csv\", \"text\": \"what,price\\nTea,four euros\\n<img src=x onerror=alert(1)>,nothing\\nCake,five euros\\n\" }", $"\"knowledge\": \"{id}\"", StringComparison.Ordinal)
            .Replace("\"edges\": [", "\"edges\": [ { \"from\": \"message.text\", \"to\": \"prices.query\" },", StringComparison.Ordinal));
        var chat = new ChatPane(window.Page);
        await chat.OpenAsync();
        await chat.AskAsync("A shop?");
        await chat.Answers.Locator("button.cite").ClickAsync();

        var links = chat.Answers.Locator("[data-source='1'] a");
        await Expect(links.Last).ToHaveAttributeAsync("href", address);
        await Expect(links.Last).ToHaveAttributeAsync("rel", "noopener noreferrer");
        var opened = await window.Page.RunAndWaitForPopupAsync(() => links.First.ClickAsync());
        await Expect(new KnowledgePages(opened).Marked).ToContainTextAsync("A shop");
        Assert.That(window.Complaints, Is.Empty);
    }
}
