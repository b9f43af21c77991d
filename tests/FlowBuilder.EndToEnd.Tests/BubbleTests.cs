using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The chat on a web page of another site.</summary>
[CancelAfter(90_000)]
public sealed partial class BubbleTests
{
    private const string HostileStyle = """
        * { font-size: 40px; color: red; display: block; }
        button, div, textarea { all: unset !important; background: lime !important; }
        flowbuilder-chat { display: none !important; opacity: 0 !important; transform: translateX(9999px) !important; }
        """;

    private HostPage _shop = null!;

    [SetUp]
    public async Task OpenShopAsync() => _shop = await HostPage.StartNewAsync();

    [TearDown]
    public ValueTask CloseShopAsync() => _shop.DisposeAsync();

    [Test]
    public async Task On_a_site_that_may_an_answer_is_seen_as_it_comes_and_after_a_reload_is_read_to_its_end()
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        models.Reply(FakeReply.Of("The **first** words, ").Wait(gate).Text("and the last."), FakeReply.Of("Two years."));
        _shop.Slug = await PublishChatAsync(models);
        await using var window = await Window.OpenAsync();
        var bubble = await OpenAsync(window);

        await bubble.SendAsync("Hello?");

        await Expect(bubble.Answers.Locator("strong")).ToHaveTextAsync("first");
        await Expect(bubble.Announced).ToHaveTextAsync("");
        await bubble.IsAsync("running");

        await window.Page.ReloadAsync();
        await bubble.OpenAsync();
        await Expect(bubble.Answers).ToContainTextAsync("The first words,");
        gate.Open();
        await bubble.IsAsync("answered");
        await Expect(bubble.Answers).ToHaveTextAsync("The first words, and the last.");
        await Expect(bubble.Announced).ToContainTextAsync("and the last.");

        await bubble.AskAsync("And the warranty?");
        var asked = models.Requests[^1].Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString());
        Assert.That(asked, Is.EqualTo(new[] { "Hello?", "The **first** words, and the last.", "And the warranty?" }));

        await bubble.Do("fresh").ClickAsync();
        await Expect(bubble.Turns).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await bubble.OpenAsync();
        await Expect(bubble.Turns).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task On_a_site_that_may_not_it_says_so()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, ["https://another.example"]);
        await using var window = await Window.OpenAsync();

        var bubble = await OpenAsync(window);

        await Expect(bubble.Problem).ToContainTextAsync(_shop.Origin);
        await bubble.SendAsync("Hello?");
        await bubble.IsAsync("failed");
        await Expect(bubble.Problem).ToContainTextAsync(_shop.Origin);
    }

    [Test]
    [Hazard("SEC-54", "SEC-55")]
    public async Task Nothing_in_an_answer_becomes_markup_loads_anything_or_leads_anywhere_but_to_web_and_mail()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        await using var window = await Window.OpenAsync();
        var elsewhere = new List<string>();
        window.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("evil.example", StringComparison.Ordinal)) elsewhere.Add(request.Url);
        };
        var bubble = await OpenAsync(window);

        await bubble.AskAsync("""
            <script>window.hurt = 1</script> <img src="https://evil.example/1.png" onerror="window.hurt = 1"> <b>bold</b>

            ![picture](https://evil.example/2.png) [script](javascript:window.hurt=1) [data](data:text/html,x) [file](file:///etc/passwd)
            [near](//evil.example) [spaced](java script:x) <javascript:window.hurt=1> [web](https://good.example/a_(b)) <mailto:me@good.example>

            - one
              - **two**
            - <iframe src="https://evil.example/3"></iframe>

            | a | b |
            | --- | ---: |
            | <svg onload="window.hurt=1"> | `<u>` |

            ```html
            <script>window.hurt = 1</script>
            ```
            """);

        var answer = bubble.Answers.Last;
        await Expect(answer.Locator("script, img, b, iframe, svg:not(.icon svg), u, object, embed, form")).ToHaveCountAsync(0);
        var links = await answer.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.href + ' ' + link.rel)");
        Assert.That(links, Has.All.Match("^(https://|mailto:).* noopener noreferrer nofollow$"));
        Assert.That(links, Does.Contain("https://good.example/a_(b) noopener noreferrer nofollow").And.Contain("mailto:me@good.example noopener noreferrer nofollow"));
        await Expect(answer.Locator("li li strong")).ToHaveTextAsync("two");
        await Expect(answer.Locator("td").Nth(1)).ToHaveTextAsync("<u>");
        await Expect(answer.Locator("pre")).ToHaveTextAsync("<script>window.hurt = 1</script>");
        Assert.That(await window.Page.EvaluateAsync<bool>("() => 'hurt' in window"), Is.False);
        Assert.That(elsewhere, Is.Empty);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Neither_the_styles_of_a_page_nor_its_strict_policy_hide_or_change_it()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        var program = Stage.Program.Address.GetLeftPart(UriPartial.Authority);
        _shop.Policy = $"default-src 'none'; style-src 'unsafe-inline'; script-src {program}; connect-src {program}; require-trusted-types-for 'script'";
        _shop.Style = HostileStyle;
        await using var window = await Window.OpenAsync();

        var bubble = await OpenAsync(window);
        await bubble.AskAsync("Still **here**");

        await Expect(bubble.Answers.Locator("strong")).ToHaveTextAsync("here");
        await Expect(bubble.Answers).ToHaveCSSAsync("font-size", "15px");
        await Expect(bubble.Answers).ToHaveCSSAsync("color", "rgb(27, 35, 48)");
        var box = (await bubble.Panel.BoundingBoxAsync())!;
        Assert.That(box.X + box.Width, Is.LessThanOrEqualTo(1366));
        Assert.That(await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"), Is.EqualTo("rgb(255, 0, 0)"));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task It_is_used_by_keyboard_alone_and_keeps_the_page_s_shortcuts_out()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        await using var window = await Window.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(_shop.Origin);
        await page.EvaluateAsync("() => { window.keys = 0; document.addEventListener('keydown', () => window.keys++); }");
        var bubble = new Bubble(page);
        await Expect(bubble.Launcher).ToHaveAttributeAsync("aria-expanded", "false");

        await page.GetByRole(AriaRole.Link).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(bubble.Launcher).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Echo" })).ToBeVisibleAsync();
        await Expect(bubble.Field).ToBeFocusedAsync();
        var keys = await page.EvaluateAsync<int>("() => window.keys");

        await page.Keyboard.TypeAsync("One line");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("and another");
        await page.Keyboard.PressAsync("Enter");
        await bubble.IsAsync("answered");
        await Expect(bubble.Answers.Locator("br")).ToHaveCountAsync(1);
        await Expect(bubble.Field).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(bubble.Panel).ToBeHiddenAsync();
        await Expect(bubble.Launcher).ToBeFocusedAsync();
        Assert.That(await page.EvaluateAsync<int>("() => window.keys"), Is.EqualTo(keys));
    }

    [Test]
    public async Task Enter_ends_a_Korean_syllable_and_does_not_send_it()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        _shop.Language = "ko";
        await using var window = await Window.OpenAsync();
        var bubble = await OpenAsync(window);
        await Expect(bubble.Field).ToHaveAttributeAsync("aria-label", "메시지");
        var typing = await Composing.OnAsync(window.Page);
        await typing.TypeAsync("안녕하세");

        await typing.ComposeAsync("요");
        await bubble.Field.EvaluateAsync("field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        await Expect(bubble.Turns).ToHaveCountAsync(0);
        await typing.CommitAsync("요");
        await bubble.Field.PressAsync("Enter");

        await Expect(bubble.Answers).ToHaveTextAsync("안녕하세요");
    }

    [Test]
    public async Task What_people_think_of_an_answer_is_kept_with_its_run()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        await using var window = await Window.OpenAsync();
        var bubble = await OpenAsync(window);
        await bubble.AskAsync("Is it good?");

        await bubble.Do("bad").ClickAsync();
        await Expect(bubble.Do("bad")).ToHaveAttributeAsync("aria-pressed", "true");
        var why = bubble.Panel.Locator(".feedback textarea");
        await Expect(why).ToBeFocusedAsync();
        await why.FillAsync("It only repeats me.");
        await bubble.Panel.Locator(".feedback button").ClickAsync();
        await Expect(bubble.Announced).ToContainTextAsync("Thank you");

        var feedback = (await Publishing.FeedbackAsync(_shop.Slug)).EnumerateArray().Last();
        Assert.That(feedback.GetProperty("score").GetDouble(), Is.EqualTo(-1));
        Assert.That(feedback.GetProperty("comment").GetString(), Is.EqualTo("It only repeats me."));
        await window.Page.ReloadAsync();
        await bubble.OpenAsync();
        await Expect(bubble.Do("bad")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Test]
    public async Task Stopping_keeps_what_came_and_a_failure_says_why_and_can_be_tried_again()
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        models.Reply(FakeReply.Of("Half an answer").Silence(), FakeReply.Fail(400, "The prompt is too long."), FakeReply.Of("Now it works."));
        _shop.Slug = await PublishChatAsync(models);
        await using var window = await Window.OpenAsync();
        var bubble = await OpenAsync(window);

        await bubble.SendAsync("Go on");
        await Expect(bubble.Answers).ToHaveTextAsync("Half an answer");
        await bubble.Do("stop").ClickAsync();
        await bubble.IsAsync("stopped");
        await Expect(bubble.Answers).ToHaveTextAsync("Half an answer");

        await bubble.SendAsync("Again");
        await bubble.IsAsync("failed");
        await Expect(bubble.Problem).ToContainTextAsync("The prompt is too long");
        await bubble.Problem.GetByRole(AriaRole.Button).ClickAsync();
        await bubble.IsAsync("answered");
        await Expect(bubble.Answers.Last).ToHaveTextAsync("Now it works.");
        await Expect(bubble.Turns).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Too_many_messages_are_told_when_to_come_back()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin], requestsPerMinute: 1);
        await using var window = await Window.OpenAsync();
        var bubble = await OpenAsync(window);
        await Expect(bubble.Panel.Locator("h2")).ToHaveTextAsync("Echo");

        await bubble.SendAsync("Once more");

        await bubble.IsAsync("failed");
        var retry = bubble.Problem.GetByRole(AriaRole.Button);
        await Expect(retry).ToHaveTextAsync(Seconds);
        await Expect(retry).ToBeDisabledAsync();
    }

    [Test]
    public async Task An_answer_whose_line_breaks_is_read_to_its_end_on_another()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        await using var window = await Window.OpenAsync();
        await window.Page.RouteAsync("**/chat", async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            var whole = await route.FetchAsync();
            var body = await whole.TextAsync();
            await route.FulfillAsync(new RouteFulfillOptions { Response = whole, Body = body[..body.IndexOf("event: text", StringComparison.Ordinal)] });
        });
        var bubble = await OpenAsync(window);

        await bubble.AskAsync("All of it");

        await Expect(bubble.Answers).ToHaveTextAsync("All of it");
    }

    [Test]
    public async Task A_page_s_own_scripts_open_it_send_and_close_it()
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        _shop.Attributes = "data-title=\"Ask us\" data-greeting=\"Welcome\" data-position=\"left\"";
        await using var window = await Window.OpenAsync();
        await window.Page.GotoAsync(_shop.Origin);
        var bubble = new Bubble(window.Page);

        await window.Page.EvaluateAsync("() => FlowBuilderChat.open()");
        await Expect(bubble.Panel.Locator(".welcome b")).ToHaveTextAsync("Welcome");
        await Expect(bubble.Panel.Locator("h2")).ToHaveTextAsync("Ask us");
        Assert.That((await bubble.Panel.BoundingBoxAsync())!.X, Is.LessThan(100));

        await window.Page.EvaluateAsync("() => FlowBuilderChat.send('From the page')");
        await Expect(bubble.Answers).ToHaveTextAsync("From the page");
        await window.Page.EvaluateAsync("() => FlowBuilderChat.close()");
        await Expect(bubble.Panel).ToBeHiddenAsync();
    }

    [Test]
    public async Task It_shuts_nobody_out_whatever_colour_a_page_asks_for([Values("gold", "#000", "white")] string colour, [Values] bool isNight)
    {
        _shop.Slug = await Publishing.PublishAsync(ChatPane.Echo, [_shop.Origin]);
        _shop.Attributes = $"data-color=\"{colour}\"";
        await using var window = await Window.OpenAsync(colours: isNight ? ColorScheme.Dark : ColorScheme.Light);
        var bubble = await OpenAsync(window);
        await bubble.AskAsync("# Is [this](https://good.example) easy to read?\n\n`Yes` [1]\n\n```\nit is\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |");
        await bubble.Do("good").ClickAsync();
        await Expect(bubble.Panel.Locator(".feedback")).ToBeVisibleAsync();

        var result = await window.Page.RunAxe(new AxeRunOptions
        {
            RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        });

        Assert.That(result.Passes, Is.Not.Empty);
        Assert.That(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Target}")), Is.Empty);
    }

    private async Task<Bubble> OpenAsync(Window window)
    {
        await window.Page.GotoAsync(_shop.Origin);
        var bubble = new Bubble(window.Page);
        await bubble.OpenAsync();
        return bubble;
    }

    private async Task<string> PublishChatAsync(FakeOpenAiServer models)
    {
        var connection = "c" + Guid.NewGuid().ToString("N");
        await Stage.Program.ConnectAsync(connection, models.BaseUrl);
        return await Publishing.PublishAsync(ChatPane.FlowWith(connection), [_shop.Origin]);
    }

    [GeneratedRegex(@"\d+ s$")]
    private static partial Regex Seconds { get; }
}
