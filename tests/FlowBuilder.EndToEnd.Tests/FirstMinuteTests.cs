using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(60_000)]
public sealed class FirstMinuteTests
{
    [Test]
    public async Task A_template_opens_and_one_press_of_run_streams_the_answer_into_its_card_before_the_run_has_ended()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        var editor = await home.StartFromAsync("answer-from-document");
        await Expect(editor.Titled("Answer")).ToBeVisibleAsync();
        var live = await LiveText.WatchAsync(window.Page, "model");

        await editor.RunToItsEndAsync();

        await Expect(editor.Titled("Answer")).ToHaveAttributeAsync("data-status", "completed");
        await Expect(editor.Titled("Answer").Locator(".node-output")).ToContainTextAsync("warranty", new() { IgnoreCase = true });
        await Expect(editor.Results).ToContainTextAsync("warranty", new() { IgnoreCase = true });
        await Expect(editor.RunButton).ToBeVisibleAsync();
        var answer = await editor.Titled("Answer").Locator(".node-output").InnerTextAsync();
        var seen = await live.SeenAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.Not.Empty, "The card showed no text while its node was running.");
            Assert.That(seen.Any(text => text.Trim().Length < answer.Trim().Length), Is.True, "Only the whole answer was shown, not its words as they came.");
            Assert.That(seen, Is.All.Matches<string>(text => answer.StartsWith(text.Trim(), StringComparison.Ordinal)), "What was streamed is not the beginning of the answer.");
        }
    }

    [Test]
    public async Task The_new_flow_is_saved_and_listed_under_its_name()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        var editor = await home.StartFromAsync("first-prompt");
        await editor.IsSavedAsync();
        var id = new Uri(window.Page.Url).Segments[^1];

        await window.OpenHomeAsync();

        await Expect(window.Page.Locator($"[data-flow='{id}'] h3")).ToHaveTextAsync("First prompt");
    }
}
