using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Flows that run by themselves, from the page of a published flow.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class ScheduleTests
{
    [Test]
    public async Task A_schedule_is_made_by_its_form_run_now_and_taken_away_and_brought_back()
    {
        var (flow, _) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        var schedules = new SchedulesPart(window.Page);
        await publish.OpenAsync(flow, "automation");

        await publish.Do("add-schedule").ClickAsync();
        await Expect(schedules.Preview).ToContainTextAsync("Every day at 09:00");
        await schedules.ChooseAsync("Weekly");
        await window.Page.Locator("[data-day='Friday']").CheckAsync();
        await window.Page.Locator("#rule-time").FillAsync("18:30");
        await window.Page.Locator("#rule-time").BlurAsync();
        await Expect(schedules.Preview).ToContainTextAsync("Every Monday and Friday at 18:30");
        await Expect(schedules.Preview.Locator("li")).ToHaveCountAsync(5);
        await publish.Do("save-schedule").ClickAsync();
        await Expect(publish.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The input \"question\" is missing");
        await schedules.AskAsync("Is it on?");
        await publish.Do("save-schedule").ClickAsync();
        await Expect(schedules.Cards).ToHaveCountAsync(1);
        await Expect(schedules.Cards).ToContainTextAsync("18:30");

        await publish.Do("run-schedule").ClickAsync();
        await Expect(schedules.Past.First).ToHaveAttributeAsync("data-past-run", "completed");
        await publish.Do("past-result").ClickAsync();
        await Expect(schedules.Past.First.Locator("[data-result]")).ToContainTextAsync("Say Is it on?");

        await publish.Do("schedule-on").UncheckAsync();
        await Expect(schedules.Cards.Locator("[data-next]")).ToContainTextAsync("Switched off");
        await publish.Do("delete-schedule").ClickAsync();
        await Expect(window.Page.Locator("[data-no-schedules]")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(schedules.Cards).ToHaveCountAsync(1);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_cron_rule_is_written_by_keyboard_and_what_is_wrong_is_said_in_Korean()
    {
        var (flow, _) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await using var window = await Window.OpenAsync("ko-KR");
        var publish = new PublishPage(window.Page);
        var schedules = new SchedulesPart(window.Page);
        await publish.OpenAsync(flow, "automation");

        await publish.Do("add-schedule").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(schedules.Preview).ToContainTextAsync("매일 오전 9:00");
        await window.Page.Locator("[data-rhythm='Monthly']").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(schedules.Cron).ToHaveValueAsync("0 9 * * *");
        await schedules.Cron.FillAsync("0 25 * * *");
        await Expect(schedules.Preview).ToContainTextAsync("'시' 칸");
        await Expect(publish.Do("save-schedule")).ToBeDisabledAsync();
        await schedules.Cron.FillAsync("0 9 * * MON-FRI");
        await Expect(schedules.Preview).ToContainTextAsync("매주 평일 오전 9:00");
        await schedules.AskAsync("켜져 있나요?");
        await publish.Do("save-schedule").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(schedules.Cards).ToContainTextAsync("매주 평일 오전 9:00");
        await publish.Do("edit-schedule").ClickAsync();
        await Expect(window.Page.Locator("[data-rhythm='Weekdays']")).ToBeCheckedAsync();
        Assert.That(window.Complaints, Is.Empty);
    }
}
