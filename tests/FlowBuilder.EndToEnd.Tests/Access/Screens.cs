using System.Text.RegularExpressions;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Tools;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Access;

/// <summary>Every page and state that must be open to everybody. Whoever adds a screen, a dialog or a menu adds a line here.</summary>
internal static class Screens
{
    private static readonly Screen[] All =
    [
        new("home", async window =>
        {
            var home = await window.OpenHomeAsync();
            await Expect(home.Heading).ToBeVisibleAsync();
        }),
        new("home: no flows yet", async window =>
        {
            await window.Page.GotoAsync(Stage.NewAddress.ToString());
            await HomePage.ReadyAsync(window.Page);
            await Expect(window.Page.Locator(".shelf > .empty")).ToBeVisibleAsync();
        }),
        new("language menu", async window =>
        {
            await window.OpenHomeAsync();
            await window.Page.Locator(".menu-host > button").First.ClickAsync();
            await Expect(window.Page.Locator("[role='menu']").First).ToBeVisibleAsync();
        }),
        new("connect a model: providers", ShowProvidersAsync),
        new("connect a database", async window =>
        {
            await window.OpenHomeAsync();
            await window.Page.Locator("[data-action='connections']").ClickAsync();
            await window.Page.Locator("[data-action='new-database']").ClickAsync();
            await Expect(window.Page.Locator("#database-host")).ToBeVisibleAsync();
        }),
        new("connect a web search", async window =>
        {
            await window.OpenHomeAsync();
            await window.Page.Locator("[data-action='connections']").ClickAsync();
            await window.Page.Locator("[data-action='new-search']").ClickAsync();
            await window.Page.Locator("#service-kind").SelectOptionAsync("searxng");
            await Expect(window.Page.Locator("#service-address")).ToBeVisibleAsync();
        }),
        new("connect a mail server", async window =>
        {
            await window.OpenHomeAsync();
            await window.Page.Locator("[data-action='connections']").ClickAsync();
            await window.Page.Locator("[data-action='new-mail']").ClickAsync();
            await Expect(window.Page.Locator("#service-host")).ToBeVisibleAsync();
        }),
        new("tool servers: none yet, and adding a program", async window =>
        {
            await window.Page.GotoAsync("/tool-servers");
            await window.Page.Locator("[data-no-tool-servers] [data-action='new-tool-server'], .keys-hero [data-action='new-tool-server']").ClickAsync();
            await window.Page.Locator("label[data-value='Command']").ClickAsync();
            await window.Page.Locator("[data-action='add-secret']").ClickAsync();
            await Expect(window.Page.Locator("#tool-server-command")).ToBeVisibleAsync();
        }),
        new("tool servers: one that is not reached", async window =>
        {
            var server = new ToolServer { Name = "inside", Kind = ToolServerKind.Http, Address = new Uri("http://10.0.0.1/mcp") };
            await Stage.Program.Services.GetRequiredService<IToolServerStore>().SaveAsync(server, CancellationToken.None);
            await window.Page.GotoAsync("/tool-servers");
            await window.Page.Locator("[data-tool-server='inside'] [data-action='test-listed']").ClickAsync();
            await Expect(window.Page.Locator("[data-tool-server='inside'] .banner.bad")).ToBeVisibleAsync();
        }),
        new("memory", async window =>
        {
            var owner = new MemoryOwner(MemoryOwnerKind.User, "ann");
            await Stage.Program.Services.GetRequiredService<IMemoryStore>().SaveFactsAsync(owner, ["Likes tea", "Lives in Busan"], [], CancellationToken.None);
            await window.Page.GotoAsync("/memory");
            await window.Page.Locator("[data-owner='ann'] [data-action='show-memory']").ClickAsync();
            await Expect(window.Page.Locator("[data-fact]").First).ToBeVisibleAsync();
        }),
        new("waiting for me", async window =>
        {
            var editor = await window.OpenFlowAsync(RunFlows.Approval);
            await editor.RunButton.ClickAsync();
            await new RunView(window.Page).IsAsync("waiting");
            await window.Page.GotoAsync("/waiting");
            await Expect(window.Page.Locator("[data-question]").First).ToBeVisibleAsync();
        }),
        new("a decision on the canvas", async window =>
        {
            var editor = await window.OpenFlowAsync(RunFlows.Approval);
            await editor.RunButton.ClickAsync();
            await new RunView(window.Page).Action("decide").ClickAsync();
            await Expect(window.Page.Locator("dialog [data-question]")).ToBeVisibleAsync();
        }),
        new("connect a model: form", async window =>
        {
            await ShowProvidersAsync(window);
            await window.Page.Locator("[data-provider='openai']").ClickAsync();
            await Expect(window.Page.Locator("#connect-key")).ToBeVisibleAsync();
        }),
        new("home: menu of a flow", async window =>
        {
            await ShowFlowMenuAsync(window);
            await Expect(window.Page.Locator(".menu [data-action='details']")).ToBeVisibleAsync();
        }),
        new("home: details of a flow", async window =>
        {
            await ShowFlowMenuAsync(window);
            await window.Page.Locator(".menu [data-action='details']").ClickAsync();
            await Expect(window.Page.Locator("#details-name")).ToBeVisibleAsync();
        }),
        new("templates", async window => await GalleryPage.OpenAsync(window.Page)),
        new("templates: none found", async window =>
        {
            var gallery = await GalleryPage.OpenAsync(window.Page, "?q=zzzz");
            await Expect(gallery.NoneFound).ToBeVisibleAsync();
        }),
        new("templates: one shown closer", async window =>
        {
            var gallery = await GalleryPage.OpenAsync(window.Page, "/answer-from-document");
            await Expect(gallery.Picture).ToBeVisibleAsync();
        }),
        new("home: saving a template", async window =>
        {
            await ShowFlowMenuAsync(window);
            await window.Page.Locator(".menu [data-action='save-template']").ClickAsync();
            await Expect(window.Page.Locator("#details-name")).ToBeVisibleAsync();
        }),
        new("bin", async window =>
        {
            await window.Page.GotoAsync("/bin");
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        }),
        new("nothing there", async window =>
        {
            await window.Page.GotoAsync("/nothing-there");
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        }),
        new("flow that is gone", async window =>
        {
            await window.Page.GotoAsync("/flows/gone");
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        }),
        new("editor: empty", window => window.OpenFlowAsync(Flows.Empty)),
        new("editor: flow", window => window.OpenFlowAsync(Flows.Wired)),
        new("editor: settings of a prompt", window => SelectAsync(window, Flows.Wired, "prompt")),
        new("editor: settings of a model", async window =>
        {
            await SelectAsync(window, Flows.NumberAndModel, "model");
            await window.Page.Locator("details.advanced > summary").ClickAsync();
        }),
        new("editor: settings with rows", window => SelectAsync(window, Flows.Switch, "switch")),
        new("editor: schema builder", async window =>
        {
            await SelectAsync(window, Flows.Schema, "model");
            await window.Page.Locator("[data-action='add-schema-field']").ClickAsync();
            await window.Page.Locator("[data-schema-type]").SelectOptionAsync("Choice");
            await Expect(window.Page.Locator(".schema-values input").First).ToBeVisibleAsync();
        }),
        new("editor: somebody else", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            var other = await window.Page.Context.NewPageAsync();
            await other.GotoAsync(window.Page.Url);
            await (await EditorPage.ReadyAsync(other)).SelectAsync("prompt");
            await Expect(window.Page.Locator(".here .avatar")).ToHaveCountAsync(2);
            await Expect(window.Page.Locator(".peer-pointer")).ToHaveCountAsync(1);
            await Expect(editor.Node("prompt")).ToHaveAttributeAsync("data-peer", new Regex(@"\S"));
        }),
        new("editor: deleted meanwhile", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await Stage.Program.Services.GetRequiredService<IFlowStore>().DeleteAsync(new Uri(window.Page.Url).Segments[^1], CancellationToken.None);
            await editor.PaletteItem("model.chat").ClickAsync();
            await Expect(window.Page.Locator("dialog[open] [data-action='save-copy']")).ToBeVisibleAsync();
        }),
        new("editor: input", window => SelectAsync(window, Flows.Wired, "prompt", "Input")),
        new("editor: output", window => SelectAsync(window, Flows.Wired, "prompt", "Output")),
        new("editor: log", window => SelectAsync(window, Flows.Wired, "prompt", "Log")),
        new("editor: steps of an agent", async window =>
        {
            var editor = await window.OpenFlowAsync(AgentStepsTests.Flow);
            await editor.RunToItsEndAsync();
            await editor.SelectAsync("lead");
            await window.Page.Locator("#tab-Output").ClickAsync();
            await window.Page.Locator("[data-step='lead/shipping[1]'] summary").ClickAsync();
            await Expect(window.Page.Locator("[data-step-list] pre").First).ToBeVisibleAsync();
        }),
        new("editor: refused run", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.RunButton.ClickAsync();
            await Expect(editor.Toasts).ToBeVisibleAsync();
        }),
        new("editor: search of everything", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.PressAsync("Control+k");
            await Expect(new CommandPage(window.Page).Everything).ToBeVisibleAsync();
        }),
        new("editor: quick add", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.PressAsync("/");
            await Expect(new CommandPage(window.Page).QuickAdd).ToBeVisibleAsync();
        }),
        new("editor: shortcuts", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.PressAsync("?");
            await Expect(new CommandPage(window.Page).Sheet).ToBeVisibleAsync();
        }),
        new("editor: find", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.PressAsync("Control+f");
            await Expect(new CommandPage(window.Page).FindCount).ToBeAttachedAsync();
        }),
        new("editor: context menu", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Wired);
            await editor.Node("prompt").Locator(".node-title").ClickAsync(new() { Button = Microsoft.Playwright.MouseButton.Right });
            await Expect(new CommandPage(window.Page).Menu).ToBeVisibleAsync();
        }),
        new("editor: menu of the flow", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            await ShowShareMenuAsync(window);
        }),
        new("editor: budget of the flow", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            await ShowShareMenuAsync(window);
            await window.Page.Locator("[data-command='flowBudget']").ClickAsync();
            await Expect(window.Page.Locator("[data-budget='flow'] input").First).ToBeVisibleAsync();
        }),
        new("editor: saving a picture", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            await ShowShareMenuAsync(window);
            await window.Page.Locator("[data-command='savePicture']").ClickAsync();
            await Expect(window.Page.Locator("[data-picture-theme] img[src]")).ToBeVisibleAsync();
        }),
        new("editor: comparing with a file", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            await ShowShareMenuAsync(window);
            await window.Page.Locator("[data-command='compareFile']").ClickAsync();
            await window.Page.Locator("[data-compare-file]").PickAsync(FilePicking.TextFile("old.json", Flows.Asking("quick"), "application/json"));
            await Expect(window.Page.Locator("[data-difference]")).ToBeVisibleAsync();
        }),
        new("home: what a file will do", async window =>
        {
            var home = await window.OpenHomeAsync();
            await home.PasteAsync(Flows.Asking("quick"));
            await Expect(window.Page.Locator("[data-import-preview]")).ToBeVisibleAsync();
        }),
        new("home: what came of several files", async window =>
        {
            var home = await window.OpenHomeAsync();
            await home.DropAsync(("one.json", Flows.Asking("quick").Replace("\"fake\"", "\"far-away\"", StringComparison.Ordinal)), ("two.json", Flows.Wired), ("diary.txt", "Dear diary"));
            await Expect(window.Page.Locator("[data-outcome]")).ToHaveCountAsync(3);
            await Expect(window.Page.Locator("[data-fact]").First).ToBeVisibleAsync();
        }),
        new("chat page: one's own that is not public", async window =>
        {
            await window.Page.GotoAsync($"/chat/{await Publishing.PublishAsync(ChatPane.Echo, [], isPublic: false)}");
            await new Bubble(window.Page).AskAsync("Is this **easy** to read?");
        }),
        new("editor: chat", async window =>
        {
            await window.OpenFlowAsync(ChatPane.Echo);
            var chat = new ChatPane(window.Page);
            await chat.OpenAsync();
            await chat.AskAsync("Is this **easy** to read?");
        }),
        new("editor: a source that is cited", async window =>
        {
            await window.OpenFlowAsync(CitationTests.Flow);
            var chat = new ChatPane(window.Page);
            await chat.OpenAsync();
            await chat.AskAsync("How much is it?");
            await chat.Answers.Locator("button.cite").First.ClickAsync();
            await Expect(chat.Answers.Locator("[data-source].lit")).ToBeFocusedAsync();
        }),
        new("editor: nothing to chat with", async window =>
        {
            await window.OpenFlowAsync(Flows.Empty);
            await new ChatPane(window.Page).Tab.ClickAsync();
            await Expect(window.Page.Locator("#side-chat")).ToBeVisibleAsync();
        }),
        new("phone: outline", async window =>
        {
            await window.Page.SetViewportSizeAsync(390, 844);
            await window.OpenFlowAsync(Flows.Wired);
            await OutlinePage.ShowAsync(window.Page);
        }),
        new("phone: chat", async window =>
        {
            await window.Page.SetViewportSizeAsync(390, 844);
            await window.OpenFlowAsync(ChatPane.Echo);
            await window.Page.Locator("[data-sheet-choice='Chat']").ClickAsync();
            await Expect(window.Page.Locator("[data-chat-input]")).ToBeVisibleAsync();
        }),
        new("outline: empty", async window =>
        {
            await window.OpenFlowAsync(Flows.Empty);
            await OutlinePage.ShowAsync(window.Page);
        }),
        new("outline: open node", async window => await OpenInOutlineAsync(window, "prompt")),
        new("outline: renaming", async window =>
        {
            var outline = await OpenInOutlineAsync(window, "prompt");
            await outline.Do("rename").ClickAsync();
            await Expect(outline.Item("prompt").Locator("input")).ToBeFocusedAsync();
        }),
        new("outline: adding", async window =>
        {
            var outline = await OpenInOutlineAsync(window, "prompt");
            await outline.Do("after").ClickAsync();
            await Expect(outline.Options.First).ToBeVisibleAsync();
        }),
        new("outline: connecting", async window =>
        {
            var outline = await OpenInOutlineAsync(window, "prompt", Flows.Unwired);
            await outline.Item("prompt").Locator("[data-connect]").First.ClickAsync();
            await Expect(outline.Options.First).ToBeVisibleAsync();
        }),
        new("outline: done", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Asking("quick"));
            var outline = await OutlinePage.ShowAsync(window.Page);
            await editor.RunToItsEndAsync();
            await outline.OpenAsync("answer");
        }),
        new("outline: failed", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Asking("broken"));
            var outline = await OutlinePage.ShowAsync(window.Page);
            await editor.RunButton.ClickAsync();
            await Expect(outline.Item("answer")).ToHaveAttributeAsync("data-status", "failed");
        }),
        new("chat page: welcome", async window =>
        {
            await window.Page.GotoAsync($"/chat/{await Publishing.PublishAsync(ChatPane.Echo, [])}");
            await Expect(new Bubble(window.Page).Field).ToBeVisibleAsync();
        }),
        new("chat page: answered", async window =>
        {
            await window.Page.GotoAsync($"/chat/{await Publishing.PublishAsync(ChatPane.Echo, [])}");
            await new Bubble(window.Page).AskAsync("# Is this easy?\n\n- [Yes](https://good.example)");
        }),
        new("chat page: none", async window =>
        {
            await window.Page.GotoAsync("/chat/not-there");
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        }),
        new("editor: running", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Asking("silent"));
            await editor.RunButton.ClickAsync();
            await Expect(editor.Node("answer").Locator(".node-output")).ToContainTextAsync("warranty");
        }),
        new("editor: done", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Asking("quick"));
            await editor.RunToItsEndAsync();
        }),
        new("editor: failed", async window =>
        {
            var editor = await window.OpenFlowAsync(Flows.Asking("broken"));
            await editor.RunButton.ClickAsync();
            await Expect(editor.Node("answer")).ToHaveAttributeAsync("data-status", "failed");
            await editor.SelectAsync("answer");
            await window.Page.Locator("#tab-Output").ClickAsync();
            await Expect(new RunView(window.Page).Fault).ToBeVisibleAsync();
        }),
        new("publish: first time", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            await new PublishPage(window.Page).Button.ClickAsync();
            await new PublishPage(window.Page).Slug.FillAsync("No name");
            await Expect(window.Page.Locator("[data-action='nearest-slug']")).ToBeVisibleAsync();
        }),
        new("publish: done", async window =>
        {
            await window.OpenFlowAsync(Flows.Wired);
            var publish = new PublishPage(window.Page);
            await publish.Button.ClickAsync();
            await publish.Slug.FillAsync(PublishPage.NewName());
            await publish.PublishNow.ClickAsync();
            await publish.Do("quick-key").ClickAsync();
            await Expect(publish.NewKey).ToBeVisibleAsync();
        }),
        new("publish: changes", async window =>
        {
            var (flow, _) = await PublishPage.PublishedAsync(Flows.Wired);
            await Stage.Program.ReplaceAsync(flow, PublishPage.Saying("Sing {{text}}"));
            await window.OpenStoredAsync(flow);
            await new PublishPage(window.Page).Button.ClickAsync();
            await Expect(new PublishPage(window.Page).Difference).ToBeVisibleAsync();
        }),
        new("publish: not yet", async window =>
        {
            await window.Page.GotoAsync($"/flows/{await Stage.Program.StoreAsync(Flows.Wired)}/publish");
            await Expect(window.Page.Locator("[data-unpublished]")).ToBeVisibleAsync();
        }),
        new("publish: versions", async window =>
        {
            var publish = await OpenPublishedAsync(window, "versions");
            await publish.Version(2).Locator("[data-action='what-changed']").ClickAsync();
            await Expect(publish.Difference).ToBeVisibleAsync();
            await publish.Do("split").ClickAsync();
            await publish.Do("save-traffic").ClickAsync();
            await Expect(publish.Version(1).Locator("[data-live-share]")).ToBeVisibleAsync();
            await publish.Do("split").ClickAsync();
            await Expect(publish.Share(1)).ToBeVisibleAsync();
        }),
        new("publish: try it", async window =>
        {
            var publish = await OpenPublishedAsync(window, "try");
            await publish.Enabled.ClickAsync();
            await window.Page.Locator("#try-question").FillAsync("Is this easy?");
            await window.Page.Locator("#try-question").BlurAsync();
            await publish.Do("try").ClickAsync();
            await Expect(publish.TryStatus).ToHaveAttributeAsync("data-try-status", "completed");
        }),
        new("publish: access", async window =>
        {
            var publish = await OpenPublishedAsync(window, "access");
            await publish.Do("public").ClickAsync();
            await window.Page.Locator("#public-limit").FillAsync("0");
            await window.Page.Locator("#public-limit").BlurAsync();
            await Expect(window.Page.Locator("#public-limit-problem .icon")).ToBeVisibleAsync();
            await window.Page.Locator("[data-open-node='prompt'] summary").ClickAsync();
        }),
        new("schedules: none", async window =>
        {
            await OpenPublishedAsync(window, "automation");
            await Expect(window.Page.Locator("[data-no-schedules]")).ToBeVisibleAsync();
        }),
        new("schedules: history", async window =>
        {
            var publish = await OpenPublishedAsync(window, "automation");
            await publish.Do("add-schedule").ClickAsync();
            await Expect(new SchedulesPart(window.Page).Preview.Locator("li")).ToHaveCountAsync(5);
            await new SchedulesPart(window.Page).AskAsync("Is it on?");
            await publish.Do("save-schedule").ClickAsync();
            await publish.Do("run-schedule").ClickAsync();
            await publish.Do("past-result").ClickAsync();
            await Expect(new SchedulesPart(window.Page).Past.Locator("[data-result]")).ToBeVisibleAsync();
        }),
        new("schedules: weekly", async window =>
        {
            var publish = await OpenPublishedAsync(window, "automation");
            await publish.Do("add-schedule").ClickAsync();
            await new SchedulesPart(window.Page).ChooseAsync("Weekly");
            await window.Page.Locator("[data-day='Monday']").UncheckAsync();
            await Expect(new SchedulesPart(window.Page).Preview.Locator(".problem")).ToBeVisibleAsync();
        }),
        new("schedules: cron", async window =>
        {
            var publish = await OpenPublishedAsync(window, "automation");
            await publish.Do("add-schedule").ClickAsync();
            await new SchedulesPart(window.Page).ChooseAsync("Cron");
            await new SchedulesPart(window.Page).Cron.FillAsync("0 25 * * *");
            await Expect(new SchedulesPart(window.Page).Preview.Locator(".problem")).ToBeVisibleAsync();
            await window.Page.Locator(".schedule-dialog details.advanced summary").ClickAsync();
        }),
        new("publish: webhooks and deliveries", async window =>
        {
            var hooks = new HookPage(window.Page);
            await hooks.OpenAsync();
            await hooks.MakeHookAsync("Shop", WebhookSignature.Plain);
            var (address, secret) = ((await hooks.Address.TextContentAsync())!, (await hooks.Secret.TextContentAsync())!);
            await hooks.Do("secret-done").ClickAsync();
            await HookPage.DeliverAsync(address, secret);
            await HookPage.DeliverAsync(address, "another secret");
            await hooks.Do("hook-calls").ClickAsync();
            await hooks.Do("hook-curl").ClickAsync();
            await Expect(window.Page.Locator("[data-call-status='401']")).ToBeVisibleAsync();
            await hooks.MakeTargetAsync("http://127.0.0.1:9/hook");
            await hooks.Do("secret-done").ClickAsync();
            await hooks.Do("test-target").ClickAsync();
            await hooks.Do("deliveries").ClickAsync();
            await Expect(window.Page.Locator("[data-delivery-state='GivenUp']")).ToBeVisibleAsync();
            await hooks.Target.Locator(".menu-host > button").ClickAsync();
        }),
        new("publish: new webhook", async window =>
        {
            var hooks = new HookPage(window.Page);
            await hooks.OpenAsync();
            await hooks.Do("new-hook").ClickAsync();
            await window.Page.Locator("[data-kind='None']").CheckAsync();
            await window.Page.Locator("[data-map='picked']").CheckAsync();
            await window.Page.Locator("#hook-form summary").ClickAsync();
            await hooks.Do("save-hook").ClickAsync();
            await Expect(window.Page.Locator("[data-hook-problem]")).ToBeVisibleAsync();
        }),
        new("publish: secret of a webhook", async window =>
        {
            var hooks = new HookPage(window.Page);
            await hooks.OpenAsync();
            await hooks.MakeHookAsync("Shop", WebhookSignature.Standard);
        }),
        new("publish: new delivery", async window =>
        {
            var hooks = new HookPage(window.Page);
            await hooks.OpenAsync();
            await hooks.Do("new-target").ClickAsync();
            await hooks.Do("save-target").ClickAsync();
            await Expect(window.Page.Locator("[data-target-problem]")).ToBeVisibleAsync();
        }),
        new("publish: removing", async window =>
        {
            var publish = await OpenPublishedAsync(window, "access");
            await publish.Do("delete-endpoint").ClickAsync();
            await Expect(publish.Do("delete-now")).ToBeVisibleAsync();
        }),
        new("phone: published", async window =>
        {
            await window.Page.SetViewportSizeAsync(390, 844);
            await OpenPublishedAsync(window, "versions");
        }),
        new("keys", async window =>
        {
            await PublishPage.KeyAsync();
            await window.Page.GotoAsync("/keys");
            await Expect(window.Page.Locator(".key-row").First).ToBeVisibleAsync();
        }),
        new("keys: new", async window =>
        {
            await PublishPage.PublishedAsync(Flows.Wired);
            await window.Page.GotoAsync("/keys");
            await window.Page.Locator("[data-action='new-key']").ClickAsync();
            await window.Page.Locator("[data-which='some']").ClickAsync();
            await window.Page.Locator("[data-action='make-key']").ClickAsync();
            await Expect(window.Page.Locator("dialog[open] [role='alert']")).ToBeVisibleAsync();
        }),
        new("nodes", async window =>
        {
            await window.Page.GotoAsync("/nodes");
            await Expect(window.Page.Locator("[data-node-page='model.chat']")).ToBeVisibleAsync();
        }),
        new("nodes: nothing found", async window =>
        {
            await window.Page.GotoAsync("/nodes?q=zzz");
            await Expect(window.Page.Locator("[data-none-found]")).ToBeVisibleAsync();
        }),
        new("nodes: one", async window =>
        {
            await window.Page.GotoAsync("/nodes/model.chat");
            await Expect(window.Page.Locator("[data-node-reference='model.chat'] [data-sample]").First).ToBeVisibleAsync();
        }),
        new("phone: node", async window =>
        {
            await window.Page.SetViewportSizeAsync(390, 844);
            await window.Page.GotoAsync("/nodes/logic.classify");
            await Expect(window.Page.Locator("[data-setting-row='classes[].name']")).ToBeVisibleAsync();
        }),
        .. KnowledgeScreens.All,
        .. AccountScreens.All,
    ];

    public static IEnumerable<string> Names => All.Select(screen => screen.Name);

    public static Screen Find(string name) => All.Single(screen => screen.Name == name);

    private static async Task ShowFlowMenuAsync(Window window)
    {
        await Stage.Program.StoreAsync(Flows.Wired);
        await window.OpenHomeAsync();
        await window.Page.Locator(".flow-card .menu-host > button").First.ClickAsync();
    }

    private static async Task<PublishPage> OpenPublishedAsync(Window window, string tab)
    {
        var (flow, _) = await PublishPage.PublishedAsync(Flows.Wired, PublishPage.Saying("Sing {{text}}"));
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow, tab);
        return publish;
    }

    private static async Task ShowShareMenuAsync(Window window)
    {
        await window.Page.Locator("[data-flow-menu] > span > button").ClickAsync();
        await Expect(window.Page.Locator("[data-command='compareFile']")).ToBeVisibleAsync();
    }

    private static async Task ShowProvidersAsync(Window window)
    {
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-action='connect']").ClickAsync();
        await Expect(window.Page.Locator("dialog[open] .provider").First).ToBeVisibleAsync();
    }

    private static async Task<OutlinePage> OpenInOutlineAsync(Window window, string node, string? flow = null)
    {
        await window.OpenFlowAsync(flow ?? Flows.Wired);
        var outline = await OutlinePage.ShowAsync(window.Page);
        await outline.OpenAsync(node);
        return outline;
    }

    private static async Task SelectAsync(Window window, string flow, string node, string? tab = null)
    {
        var editor = await window.OpenFlowAsync(flow);
        await editor.SelectAsync(node);
        await Expect(window.Page.Locator("#tab-Settings")).ToHaveAttributeAsync("aria-selected", "true");
        if (tab is null) return;
        await window.Page.Locator($"#tab-{tab}").ClickAsync();
        await Expect(window.Page.Locator($"#tab-{tab}")).ToHaveAttributeAsync("aria-selected", "true");
    }
}
