using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Two people in one flow, each with a browser of their own.</summary>
[CancelAfter(90_000)]
public sealed class TogetherTests
{
    [Test]
    public async Task Two_people_see_each_others_edits_live_and_each_undoes_their_own()
    {
        var id = await Stage.Program.StoreAsync(Flows.Unwired);
        await using var one = await Window.OpenAsync();
        await using var two = await Window.OpenAsync("ko-KR");
        var (mine, theirs) = (await one.OpenStoredAsync(id), await two.OpenStoredAsync(id));

        await mine.ConnectAsync("question.text", "prompt.text");
        await Expect(theirs.Wires).ToHaveCountAsync(1);
        await theirs.ConnectAsync("prompt.text", "result.value");
        await Expect(mine.Wires).ToHaveCountAsync(2);

        await mine.PressAsync("Control+z");

        await Expect(mine.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
        await Expect(theirs.Wires).ToHaveCountAsync(1);
        await Expect(theirs.Wire("prompt.text", "result.value")).ToHaveCountAsync(1);
        await Expect(one.Page.Locator("[aria-label='Undo']")).ToBeDisabledAsync();
        await Expect(two.Page.Locator(".saved .words")).ToHaveTextAsync("저장됨");
        // Two who happen to get the name of one animal are told apart by a number.
        await Expect(two.Page.Locator(".here .avatar").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[가-힣]\\d?$"));
        await Expect(one.Page.Locator(".here .avatar").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z]\\d?$"));
    }

    [Test]
    public async Task Two_settings_of_one_node_that_two_people_set_both_stay_and_who_types_is_shown()
    {
        var id = await Stage.Program.StoreAsync(Flows.Unwired);
        await using var one = await Window.OpenAsync();
        await using var two = await Window.OpenAsync();
        var (mine, theirs) = (await one.OpenStoredAsync(id), await two.OpenStoredAsync(id));
        await mine.SelectAsync("prompt");
        await theirs.SelectAsync("prompt");
        await Expect(mine.Setting("template")).ToHaveValueAsync("Say {{text}}");
        await Expect(theirs.Setting("title")).ToHaveValueAsync("Prompt");

        await mine.Setting("template").FillAsync("Mine: {{text}}");
        await Expect(two.Page.Locator("#side-body .field[data-field='template']")).ToHaveAttributeAsync("data-peer", new System.Text.RegularExpressions.Regex("is typing here$"));
        await theirs.Setting("title").FillAsync("Theirs");

        await Expect(mine.Titled("Theirs")).ToContainTextAsync("Mine:");
        await Expect(theirs.Titled("Theirs")).ToContainTextAsync("Mine:");
        await Expect(mine.Setting("title")).ToHaveValueAsync("Theirs");
        await Expect(theirs.Setting("template")).ToHaveValueAsync("Mine: {{text}}");
        await Expect(two.Page.Locator("#side-body .field[data-field='title'][data-peer]")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Pointers_selections_and_what_is_being_dragged_are_seen_live_without_rendering_anything_anew()
    {
        var id = await Stage.Program.StoreAsync(Flows.Wired);
        await using var one = await Window.OpenAsync();
        await using var two = await Window.OpenAsync();
        var (mine, theirs) = (await one.OpenStoredAsync(id), await two.OpenStoredAsync(id));
        await Expect(two.Page.Locator(".here .avatar")).ToHaveCountAsync(2);
        await mine.SelectAsync("question");

        await Expect(two.Page.Locator(".peer-pointer")).ToHaveCountAsync(1);
        await Expect(theirs.Node("question")).ToHaveAttributeAsync("data-peer", new System.Text.RegularExpressions.Regex(@"\S"));
        await Expect(theirs.Node("question")).Not.ToContainClassAsync("selected");

        var before = await theirs.PlaceOfAsync("prompt");
        await mine.DragByAsync(mine.Node("prompt").Locator(".node-title"), 80, 120);
        await Expect(theirs.Node("prompt")).ToHaveAttributeAsync("data-held", "");
        Assert.That(await theirs.PlaceOfAsync("prompt"), Is.EqualTo(before), "the document has not changed yet");
        await Expect(theirs.Node("prompt")).ToHaveCSSAsync("transform", new System.Text.RegularExpressions.Regex("matrix"));
        await mine.DropAsync();

        await Expect(theirs.Node("prompt")).Not.ToHaveAttributeAsync("data-held", "");
        await Expect(one.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
        var place = await mine.PlaceOfAsync("prompt");
        Assert.That(place, Is.Not.EqualTo(before));
        await Expect(theirs.Node("prompt")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex($"translate: ?{place}"));
    }

    [Test]
    public async Task Who_leaves_is_no_longer_seen_and_who_is_alone_sees_nobody_and_tells_nobody()
    {
        var id = await Stage.Program.StoreAsync(Flows.Wired);
        await using var one = await Window.OpenAsync();
        var mine = await one.OpenStoredAsync(id);
        await using (var two = await Window.OpenAsync())
        {
            var theirs = await two.OpenStoredAsync(id);
            await theirs.SelectAsync("question");
            await Expect(one.Page.Locator(".peer-pointer")).ToHaveCountAsync(1);
            await Expect(mine.Node("question")).ToHaveAttributeAsync("data-peer", new System.Text.RegularExpressions.Regex(@"\S"));
            await two.Page.CloseAsync();
        }

        await Expect(one.Page.Locator(".peer-pointer")).ToHaveCountAsync(0);
        await Expect(one.Page.Locator("[data-peer]")).ToHaveCountAsync(0);
        await Expect(one.Page.Locator(".here .avatar")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_name_is_chosen_once_for_a_browser_and_a_click_on_somebody_shows_what_they_see()
    {
        var id = await Stage.Program.StoreAsync(Flows.Wired);
        await using var one = await Window.OpenAsync();
        await using var two = await Window.OpenAsync();
        var (mine, theirs) = (await one.OpenStoredAsync(id), await two.OpenStoredAsync(id));
        await one.Page.Locator("[data-guest='me']").ClickAsync();
        await one.Page.Locator("#guest-name").FillAsync("Kim Min");
        await one.Page.Locator("[data-action='save-name']").ClickAsync();
        var kim = two.Page.Locator(".here .avatar[aria-label*='Kim Min']");
        await Expect(kim).ToHaveTextAsync("KM");

        await mine.ReloadAsync();
        await Expect(kim).ToBeVisibleAsync();
        await one.Page.Locator("[data-zoom-label]").ClickAsync();
        await one.Page.Locator("[aria-label='Zoom in']").ClickAsync();
        await Expect(one.Page.Locator("[data-zoom-label]")).ToHaveTextAsync("125 %");

        // Where somebody looks is told after they have stopped to move about.
        for (var tries = 0; tries < 100 && await two.Page.Locator("[data-zoom-label]").TextContentAsync() != "125 %"; tries++) await kim.ClickAsync();
        await Expect(two.Page.Locator("[data-zoom-label]")).ToHaveTextAsync("125 %");
    }
}
