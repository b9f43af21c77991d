using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The schedules on the page of a published flow, and the form that makes one.</summary>
internal sealed class SchedulesPart(IPage page)
{
    public ILocator Cards => page.Locator("[data-schedule]");

    public ILocator Preview => page.Locator("[data-preview]");

    public ILocator Past => page.Locator("[data-past]");

    public ILocator Cron => page.Locator("#rule-cron");

    /// <summary>Gives the question that each run is asked.</summary>
    public async Task AskAsync(string question)
    {
        await page.Locator("#schedule-question").FillAsync(question);
        await page.Locator("#schedule-question").BlurAsync();
    }

    public async Task ChooseAsync(string rhythm)
    {
        await page.Locator($"[data-rhythm='{rhythm}']").CheckAsync();
        await Expect(page.Locator($"[data-rhythm='{rhythm}']")).ToBeCheckedAsync();
    }
}
