using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Knowledge;

/// <summary>Knowledge bases from dropped files to a chunk that was found, by somebody who writes no code.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class KnowledgeScreenTests
{
    private const string Warranty = "# Warranty\n\nThe warranty lasts two years from the day of purchase. Keep the receipt.";
    private const string Canteen = "The canteen opens at noon and closes at two.";

    [Test]
    public async Task Two_files_are_dropped_asked_about_and_the_chunk_that_is_found_is_edited_and_restored()
    {
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Shop"));

        await pages.DropAsync(("warranty.md", Warranty), ("canteen.txt", Canteen));
        await Expect(pages.State("warranty.md", "Ready")).ToBeVisibleAsync();
        await Expect(pages.State("canteen.txt", "Ready")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("[data-knowledge-facts]")).ToContainTextAsync("2 documents · 2 chunks");

        await pages.AskAsync("When does the canteen open?");
        await Expect(pages.Found.First.Locator("mark").First).ToHaveTextAsync("canteen");
        await Expect(pages.Found.First.Locator("[data-why='Keyword']")).ToContainTextAsync("place 1");
        await pages.AskAsync("How long is the warranty?");
        await Expect(pages.Found.First.Locator(".found-title")).ToHaveTextAsync("Warranty");
        await pages.Found.First.Locator(".found-title").ClickAsync();

        await Expect(pages.Marked).ToBeFocusedAsync();
        await pages.Marked.Locator("[data-action='edit']").ClickAsync();
        await pages.Marked.Locator("[data-chunk-draft]").FillAsync("The guarantee lasts three years.");
        await pages.Do("save-chunk").ClickAsync();
        await Expect(pages.Marked.Locator("[data-edited]")).ToBeVisibleAsync();
        await Expect(pages.Marked.Locator("[data-chunk-said]")).ToHaveTextAsync("Saved");

        await window.Page.Locator(".back-link").ClickAsync();
        await pages.AskAsync("guarantee");
        await Expect(pages.Found.First.Locator(".found-text")).ToContainTextAsync("three years");
        await pages.Found.First.Locator(".found-title").ClickAsync();
        await pages.Do("restore").ClickAsync();
        await Expect(pages.Chunks.First).ToContainTextAsync("two years from the day");
        await Expect(pages.Chunks.First.Locator("[data-edited]")).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_broken_file_says_why_and_stops_no_other_and_is_tried_again()
    {
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Mixed"));

        await pages.PickAsync(("broken.docx", "PK\u0003\u0004 nothing"), ("fine.txt", "All is fine."), ("nothing.txt", ""));
        await Expect(pages.State("fine.txt", "Ready")).ToBeVisibleAsync();
        await Expect(pages.State("broken.docx", "Failed")).ToBeVisibleAsync();
        await Expect(pages.Document("broken.docx").Locator("[data-document-fault]")).ToContainTextAsync("\"broken.docx\" could not be read");
        await Expect(window.Page.Locator("[data-refused='empty']")).ToContainTextAsync("It is empty.");

        await pages.Filter("Failed").ClickAsync();
        await Expect(pages.Documents).ToHaveCountAsync(1);
        await pages.Do("retry-failed").ClickAsync();
        await Expect(pages.State("broken.docx", "Failed")).ToBeVisibleAsync();

        // The same file, whole this time: what failed is replaced by it.
        await pages.PickAsync(("broken.docx", "It is a text after all."));
        await Expect(window.Page.Locator("[data-knowledge-facts]")).ToContainTextAsync("2 documents · 2 chunks");
        await pages.Filter("all").ClickAsync();
        await Expect(pages.State("broken.docx", "Ready")).ToBeVisibleAsync();
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Large"));
        var sent = 0;
        window.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        await window.Page.EvaluateAsync(
            """
            () => {
              const field = document.querySelector('[data-documents]');
              const data = new DataTransfer();
              const part = new Uint8Array(1024 * 1024);
              data.items.add(new File(Array(60).fill(part), 'video.txt'));
              field.files = data.files;
              field.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """);

        await Expect(window.Page.Locator("[data-refused='too-large']")).ToContainTextAsync("It has 60 MB; 50 MB is the most.");
        Assert.That(sent, Is.Zero);
        await pages.Do("forget-refused").ClickAsync();
        await Expect(window.Page.Locator("[data-uploads]")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Documents_are_found_by_name_page_by_page_and_deleted_after_a_question()
    {
        var id = await KnowledgePages.MakeAsync("Many", [.. Enumerable.Range(1, 60).Select(number => ($"note-{number:00}.txt", $"Note {number}."))]);
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);

        await Expect(window.Page.Locator("[data-pager]")).ToHaveTextAsync("1–50 of 60");
        await pages.Do("page-on").ClickAsync();
        await Expect(window.Page.Locator("[data-pager]")).ToHaveTextAsync("51–60 of 60");
        await Expect(pages.Documents).ToHaveCountAsync(10);
        await pages.Search.FillAsync("NOTE-07");
        await Expect(pages.Documents).ToHaveCountAsync(1);
        await pages.ChooseAsync("note-07.txt", "delete-document");
        await pages.Do("delete-now").ClickAsync();
        await Expect(pages.Documents).ToHaveCountAsync(0);
        await pages.Search.FillAsync("100%_");
        await Expect(pages.Documents).ToHaveCountAsync(0);
        await pages.Search.FillAsync("note");
        await Expect(window.Page.Locator("[data-pager]")).ToHaveTextAsync("1–50 of 59");
    }

    [Test]
    public async Task In_Korean_a_text_is_pasted_and_found_by_another_spacing()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("안내"));

        await pages.Do("paste-text").ClickAsync();
        await window.Page.Locator("#paste-title").FillAsync("보증 안내");
        await window.Page.Locator("#paste-text").FillAsync("무상 보증 기간은 구입일로부터 2년입니다.");
        await pages.Do("add-text").ClickAsync();
        await Expect(window.Page.Locator("[data-document-state='Ready']")).ToHaveTextAsync("준비됨");

        await pages.AskAsync("보증기간이 얼마나 되나요?");
        await Expect(pages.Found.First.Locator("mark").First).ToHaveTextAsync("보증");
        await Expect(pages.Found.First.Locator("[data-why='Keyword']")).ToContainTextAsync("단어 1위");
    }

    [Test]
    public async Task By_keyboard_alone_a_mode_is_chosen_and_a_chunk_is_switched_off_and_found_no_more()
    {
        var id = await KnowledgePages.MakeAsync("Keys", ("canteen.txt", Canteen), ("library.txt", "The library opens at nine."));
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);

        await pages.Question.FocusAsync();
        await window.Page.Keyboard.TypeAsync("canteen");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(pages.Found.First).ToBeVisibleAsync();
        await window.Page.Locator("[data-mode='Hybrid']").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(pages.Found).ToHaveCountAsync(1);
        await pages.Found.First.Locator(".found-title").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(pages.Marked).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(pages.Marked.Locator("[data-action='switch']")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Space");
        await Expect(pages.Marked.Locator("[data-chunk-said]")).ToHaveTextAsync("It is found no more.");

        await pages.OpenAsync(id);
        await window.Page.Locator("[data-mode='Keyword']").CheckAsync(new() { Force = true });
        await pages.AskAsync("canteen");
        await Expect(window.Page.Locator("[data-found-chunks]")).ToHaveAttributeAsync("data-found-chunks", "0");
    }

    [Test]
    public async Task Other_settings_say_what_they_cost_and_index_anew()
    {
        var id = await KnowledgePages.MakeAsync("Cut", ("long.txt", string.Join("\n\n", Enumerable.Range(1, 40).Select(number => $"Paragraph {number} says something of its own."))));
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);
        await Expect(window.Page.Locator("[data-knowledge-facts]")).ToContainTextAsync(new Regex("1 document · [2-9] chunks"));

        await window.Page.Locator("[data-page-tab='settings']").ClickAsync();
        await window.Page.Locator("[data-part='splitting'] > summary").ClickAsync();
        await window.Page.Locator("#knowledge-overlap").FillAsync("0");
        await window.Page.Locator("#knowledge-size").FillAsync("60");
        await window.Page.Locator("#knowledge-size").BlurAsync();
        await Expect(window.Page.Locator("[data-cost]")).ToContainTextAsync("1 document is indexed again");
        await pages.Do("save-knowledge").ClickAsync();
        await Expect(window.Page.Locator("[data-saved]")).ToHaveTextAsync("Saved");
        await Expect(window.Page.Locator("[data-knowledge-facts]")).ToContainTextAsync("1 document · 40 chunks");

        await pages.Do("delete-knowledge").ClickAsync();
        await pages.Do("delete-knowledge-now").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/knowledge$"));
        await Expect(window.Page.Locator($"[data-knowledge='{id}']")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_knowledge_base_is_made_of_a_name_alone()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-page-link='knowledge']").ClickAsync();
        await Expect(window.Page.Locator("[data-knowledge-list='ready'] [data-listens]")).ToBeAttachedAsync();
        await window.Page.Locator("[data-action='new-knowledge']").ClickAsync();
        await window.Page.Locator("#knowledge-name").FillAsync("Made by hand");
        await window.Page.Locator("[data-action='make-knowledge']").ClickAsync();
        await Expect(new KnowledgePages(window.Page).Heading).ToHaveTextAsync("Made by hand");
        await Expect(window.Page.Locator(".knowledge-drop.first")).ToContainTextAsync("Up to 50 MB a file");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Files_dropped_where_there_is_no_knowledge_base_make_one_of_them()
    {
        await using var window = await Window.OpenAsync();
        await window.Page.GotoAsync("/knowledge");
        await Expect(window.Page.Locator("[data-knowledge-list='ready'] [data-listens]")).ToBeAttachedAsync();
        var pages = new KnowledgePages(window.Page);

        await pages.DropAsync(("Opening hours.txt", Canteen));
        await Expect(pages.Heading).ToHaveTextAsync("Opening hours");
        await Expect(pages.State("Opening hours.txt", "Ready")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_address_of_a_chunk_that_is_gone_says_so()
    {
        var id = await KnowledgePages.MakeAsync("Gone", ("canteen.txt", Canteen));
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);
        var address = await pages.Document("canteen.txt").Locator(".document-name").GetAttributeAsync("href");

        await window.Page.GotoAsync($"{address}?chunk={address!.Split('/')[^1]}%3A9");
        await Expect(window.Page.Locator("[data-chunk-gone]")).ToBeVisibleAsync();
        await Expect(pages.Chunks).ToHaveCountAsync(1);
        await window.Page.GotoAsync($"/knowledge/{id}/documents/none");
        await Expect(pages.Heading).ToHaveTextAsync("This document is not here");
    }

    [Test]
    public async Task The_setting_of_a_node_offers_knowledge_bases_by_name_opens_the_chosen_one_and_takes_a_typed_id()
    {
        var id = await KnowledgePages.MakeAsync("Offered by name", ("canteen.txt", Canteen));
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(
            """{ "format": "flowbuilder/1", "name": "Finds", "nodes": [{ "id": "find", "type": "knowledge.search", "version": 1, "title": "Find", "position": { "x": 0, "y": 0 } }], "edges": [] }""");
        await editor.SelectAsync("find");

        await editor.Setting("knowledge").FillAsync("offered");
        await window.Page.Locator(".suggestions:popover-open [role='option']").Filter(new() { HasText = "Offered by name" }).ClickAsync();
        await Expect(window.Page.Locator("[data-action='open-knowledge']")).ToHaveAttributeAsync("href", $"/knowledge/{id}");
        await editor.IsSavedAsync();
        Assert.That(await editor.FileAsync(), Does.Contain($"\"knowledge\": \"{id}\""));

        await window.Page.Locator("[data-action='type-knowledge']").ClickAsync();
        await Expect(editor.Setting("knowledge")).ToHaveAttributeAsync("placeholder", "Id of the knowledge base");
        await editor.Setting("knowledge").FillAsync("somewhere-else");
        await editor.Setting("knowledge").BlurAsync();
        await window.Page.Locator("[data-action='type-knowledge']").ClickAsync();
        await Expect(editor.Setting("knowledge")).ToHaveValueAsync("somewhere-else (not here)");

        await window.Page.Locator("[data-action='new-knowledge']").ClickAsync();
        await window.Page.Locator("#knowledge-name").FillAsync("Made in a field");
        await window.Page.Locator("[data-action='make-knowledge']").ClickAsync();
        await Expect(editor.Setting("knowledge")).ToHaveValueAsync("Made in a field");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_command_palette_leads_to_the_knowledge_bases()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await editor.PressAsync("Control+k");
        await new CommandPage(window.Page).ChooseAsync(new CommandPage(window.Page).Everything, "지식 베이스");

        await Expect(window.Page).ToHaveURLAsync(new Regex("/knowledge$"));
        await Expect(new KnowledgePages(window.Page).Heading).ToHaveTextAsync("지식");
    }

    [Test]
    public async Task Documents_under_way_are_stopped_one_by_one_or_all_at_once_and_tried_again()
    {
        // A model that never answers, in a program of its own: its documents hold up no other test's.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var program = new RunningProgram();
        _ = program.Address;
        await program.ConnectAsync("silent", new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/v1/"));
        var id = await KnowledgePages.MakeAsync(program, "Slow", new { embedding = new { connection = "silent", model = "m" } });
        await using var window = await Window.OpenAsync(program: program.Address);
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);

        await pages.PickAsync(("one.txt", "One."), ("two.txt", "Two."), ("three.txt", "Three."));
        await Expect(pages.State("one.txt", "Embedding")).ToHaveTextAsync("Embedding 0 of 1");
        await Expect(window.Page.Locator("[data-knowledge-state='working']")).ToHaveTextAsync("Working: 0 of 3 done");
        await pages.Document("one.txt").Locator("[data-action='cancel']").ClickAsync();
        await Expect(pages.State("one.txt", "Cancelled")).ToBeVisibleAsync();
        await pages.Do("cancel-all").ClickAsync();
        await Expect(pages.Filter("Cancelled")).ToHaveTextAsync(new Regex("3$"));
        await pages.Document("two.txt").Locator("[data-action='retry']").ClickAsync();
        await Expect(pages.State("two.txt", "Embedding")).ToBeVisibleAsync();
        await pages.Do("retry-cancelled").ClickAsync();
        await Expect(pages.Filter("Unfinished")).ToHaveTextAsync(new Regex("3$"));
        await pages.Do("cancel-all").ClickAsync();
        await Expect(pages.Filter("Cancelled")).ToHaveTextAsync(new Regex("3$"));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_file_of_a_document_is_given_back_as_it_came()
    {
        var id = await KnowledgePages.MakeAsync("Files", ("쪽.html", "<html><body><p>안녕하세요.</p></body></html>"));
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(id);

        var download = await window.Page.RunAndWaitForDownloadAsync(() => pages.ChooseAsync("쪽.html", "download"));

        Assert.That(download.SuggestedFilename, Is.EqualTo("쪽.html"));
        await using var stream = await download.CreateReadStreamAsync();
        Assert.That(await new StreamReader(stream).ReadToEndAsync(), Is.EqualTo("<html><body><p>안녕하세요.</p></body></html>"));
    }
}
