using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class GalleryTests
{
    // A program of its own: what lies in its folder of templates would stand on everybody's first page.
    private RunningProgram _program = null!;

    private string Folder => Path.Combine(_program.DataFolder, "templates");

    [OneTimeSetUp]
    public void Start()
    {
        _program = new RunningProgram();
        _ = _program.Address;
        Directory.CreateDirectory(Folder);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _program.DisposeAsync();

    [Test]
    public async Task Typing_narrows_the_list_and_the_address_remembers_it()
    {
        await using var window = await Window.OpenAsync();
        var gallery = await (await window.OpenHomeAsync()).OpenGalleryAsync();

        await gallery.Search.PressSequentiallyAsync("json");
        await Expect(gallery.Card("extract-json")).ToBeVisibleAsync();
        await Expect(gallery.Card("first-prompt")).ToHaveCountAsync(0);
        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]q=json$"));
        await window.Page.ReloadAsync();
        gallery = await GalleryPage.ReadyAsync(window.Page);

        await Expect(gallery.Search).ToHaveValueAsync("json");
        await Expect(gallery.Card("first-prompt")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Korean_is_found_without_its_spaces_and_while_a_syllable_is_half_typed()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var gallery = await GalleryPage.OpenAsync(window.Page);

        await gallery.Search.FillAsync("문서에서답");
        await Expect(gallery.Names).ToHaveTextAsync(["문서에서 답 찾기"]);
        await gallery.Search.FillAsync("문서에서다");
        await Expect(gallery.Card("answer-from-document")).ToBeVisibleAsync();
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Tags_narrow_and_an_empty_result_leads_on()
    {
        await using var window = await Window.OpenAsync();
        var gallery = await GalleryPage.OpenAsync(window.Page);
        var all = await gallery.Names.CountAsync();

        await gallery.Tag("chat").ClickAsync();
        await Expect(gallery.Tag("chat")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(gallery.Card("chat-about-document")).ToBeVisibleAsync();
        await Expect(gallery.Card("first-prompt")).ToHaveCountAsync(0);
        await gallery.Search.FillAsync("nothing has this word");
        await Expect(gallery.NoneFound).ToBeVisibleAsync();
        await gallery.NoneFound.GetByRole(Microsoft.Playwright.AriaRole.Button).First.ClickAsync();

        await Expect(gallery.Names).ToHaveCountAsync(all);
        await Expect(gallery.Search).ToHaveValueAsync("");
        await Expect(gallery.Search).ToBeFocusedAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/templates$"));
    }

    [Test]
    public async Task What_works_offline_and_what_needs_a_model_are_told_apart()
    {
        await using var window = await Window.OpenAsync();
        var gallery = await GalleryPage.OpenAsync(window.Page, "?needs=model");

        await Expect(gallery.Need("Model")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(gallery.Card("quiz-maker")).ToBeVisibleAsync();
        await Expect(gallery.Card("first-prompt")).ToHaveCountAsync(0);
        await gallery.Need("Nothing").ClickAsync();
        await Expect(gallery.Card("first-prompt")).ToBeVisibleAsync();
        await Expect(gallery.Card("quiz-maker")).ToHaveCountAsync(0);
        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]needs=nothing$"));
    }

    [Test]
    public async Task A_template_is_looked_at_by_keyboard_closed_by_Escape_and_used_from_its_own_address()
    {
        await using var window = await Window.OpenAsync();
        var gallery = await GalleryPage.OpenAsync(window.Page, "?tag=documents");

        await gallery.Link("answer-from-document").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Picture).ToBeVisibleAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/templates/answer-from-document[?]tag=documents$"));
        await Expect(window.Page).ToHaveTitleAsync("Answer from a document · FlowBuilder");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Dialog).ToHaveCountAsync(0);
        await Expect(gallery.Link("answer-from-document")).ToBeFocusedAsync();
        await Expect(gallery.Tag("documents")).ToHaveAttributeAsync("aria-pressed", "true");

        gallery = await GalleryPage.OpenAsync(window.Page, "/answer-from-document");
        await Expect(gallery.Dialog).ToContainTextAsync("Question");
        await Expect(gallery.Dialog).ToContainTextAsync("kettle-handbook.md");
        await gallery.Dialog.Locator("[data-use-template]").ClickAsync();
        var editor = await gallery.UsedAsync();

        await Expect(editor.Node("search")).ToBeVisibleAsync();
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_back_button_goes_from_a_template_to_the_list_as_it_was()
    {
        await using var window = await Window.OpenAsync();
        var gallery = await GalleryPage.OpenAsync(window.Page);

        await gallery.Search.FillAsync("document");
        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]q=document$"));
        await gallery.Link("chat-about-document").ClickAsync();
        await Expect(gallery.Dialog).ToBeVisibleAsync();
        await window.Page.GoBackAsync();

        await Expect(gallery.Dialog).ToHaveCountAsync(0);
        await Expect(gallery.Search).ToHaveValueAsync("document");
        await Expect(gallery.Card("first-prompt")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_flow_saved_as_a_template_is_there_for_everybody_and_can_be_removed_and_brought_back()
    {
        var id = await _program.StoreAsync(Flows.Wired);
        await using var window = await Window.OpenAsync(program: _program.Address);
        await window.OpenStoredAsync(id);

        await window.Page.Locator("[data-flow-menu] .menu-host > button").ClickAsync();
        await window.Page.Locator("[data-command='saveTemplate']").ClickAsync();
        await window.Page.Locator("#details-name").FillAsync("Answers of our house");
        await window.Page.Locator("#details-tags").FillAsync("house");
        await window.Page.Locator("[data-action='save-details']").ClickAsync();
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("Answers of our house");
        var gallery = await GalleryPage.OpenAsync(window.Page, "?tag=house");
        await Expect(gallery.Own).ToHaveTextAsync(["Answers of our house"]);

        await gallery.Link("Answers-of-our-house").ClickAsync();
        await gallery.Dialog.Locator("[data-remove-template]").ClickAsync();
        await Expect(gallery.NoneFound).ToBeVisibleAsync();
        await window.Page.Locator(".toast button").First.ClickAsync();
        await Expect(gallery.Own).ToHaveTextAsync(["Answers of our house"]);
        Assert.That(File.Exists(Path.Combine(Folder, "Answers-of-our-house.json")));
    }

    [Test]
    public async Task A_file_of_the_folder_that_cannot_be_used_is_told_with_what_is_wrong()
    {
        var file = JsonNode.Parse(Flows.Wired)!;
        file["nodes"]![0]!["id"] = "not an id";
        await File.WriteAllTextAsync(Path.Combine(Folder, "half-done.json"), file.ToJsonString());
        await using var window = await Window.OpenAsync("ko-KR", program: _program.Address);
        var gallery = await GalleryPage.OpenAsync(window.Page);

        await gallery.Broken.Locator("summary").ClickAsync();

        await Expect(gallery.Broken).ToContainTextAsync("half-done.json");
        await Expect(gallery.Broken.Locator("li").Filter(new() { HasText = "half-done.json" })).ToContainTextAsync("not an id");
    }

    [Test]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await using var window = await Window.OpenPhoneAsync();
        var gallery = await GalleryPage.OpenAsync(window.Page);

        await gallery.Link("first-prompt").TapAsync();
        await Expect(gallery.Picture).ToBeVisibleAsync();

        Assert.That(await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"), Is.LessThanOrEqualTo(0));
        Assert.That(await gallery.Dialog.EvaluateAsync<int>("dialog => dialog.scrollWidth - dialog.clientWidth"), Is.LessThanOrEqualTo(0));
    }
}
