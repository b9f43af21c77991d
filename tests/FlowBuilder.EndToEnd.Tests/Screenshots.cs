using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(120_000)]
public sealed class Screenshots
{
    [Test, Explicit("Writes the pictures of the documentation.")]
    public async Task Pictures_of_the_documentation()
    {
        await ShowAsync("home", "editor");
        await ShowAsync(null, "editor-dark", colours: ColorScheme.Dark);
        await ShowAsync("home-ko", "editor-ko", locale: "ko-KR");
    }

    private static async Task ShowAsync(string? homePicture, string editorPicture, string locale = "en-US", ColorScheme colours = ColorScheme.Light)
    {
        await using var window = await Window.OpenAsync(locale, colours);
        var home = await window.OpenHomeAsync();
        await Expect(home.Template("answer-from-document")).ToBeVisibleAsync();
        if (homePicture is not null) await KeepAsync(window.Page, homePicture);
        var editor = await home.StartFromAsync("first-prompt");
        await editor.RunToItsEndAsync();
        await Expect(editor.RunButton).ToBeVisibleAsync();
        await KeepAsync(window.Page, editorPicture);
    }

    private static async Task KeepAsync(IPage page, string name) => await page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Root(), "docs", "images", $"{name}.png"),
    });

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowBuilder.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No FlowBuilder.sln above the tests.");
    }
}
