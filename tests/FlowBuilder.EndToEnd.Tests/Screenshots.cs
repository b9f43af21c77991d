using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Pictures for the README, taken from the running program.</summary>
[CancelAfter(180_000)]
public sealed class Screenshots
{
    [Test, Explicit("Writes the pictures of the documentation.")]
    public async Task Pictures_of_the_documentation()
    {
        await HomeAsync("home", "en-US", ColorScheme.Light);
        await HomeAsync("home-ko", "ko-KR", ColorScheme.Light);
        await EditorAsync("editor", "en-US", ColorScheme.Light);
        await EditorAsync("editor-dark", "en-US", ColorScheme.Dark);
        await EditorAsync("editor-ko", "ko-KR", ColorScheme.Light);
        await ChatAsync("chat", "en-US", ColorScheme.Light);
        await PhoneAsync("phone", "en-US", ColorScheme.Light);
    }

    private static async Task HomeAsync(string picture, string locale, ColorScheme colours)
    {
        await using var window = await Window.OpenAsync(locale, colours);
        var home = await window.OpenHomeAsync();
        await Expect(home.Template("answer-from-document")).ToBeVisibleAsync();
        await KeepAsync(window.Page, picture);
    }

    private static async Task EditorAsync(string picture, string locale, ColorScheme colours)
    {
        await using var window = await Window.OpenAsync(locale, colours);
        var editor = await (await window.OpenHomeAsync()).StartFromAsync("answer-from-document");
        await editor.RunButton.ClickAsync();

        // While the answer is being written.
        await Expect(editor.Node("model").Locator(".node-output")).ToContainTextAsync(" ");
        await KeepAsync(window.Page, picture);
    }

    private static async Task ChatAsync(string picture, string locale, ColorScheme colours)
    {
        await using var window = await Window.OpenAsync(locale, colours);
        await (await window.OpenHomeAsync()).StartFromAsync("answer-from-document");
        var chat = new ChatPane(window.Page);
        await chat.OpenAsync();
        await chat.AskAsync("How long is the warranty?");
        await chat.AskAsync("What does a red light mean?");
        await KeepAsync(window.Page, picture);
    }

    private static async Task PhoneAsync(string picture, string locale, ColorScheme colours)
    {
        await using var window = await Window.OpenAsync(locale, colours);
        await window.Page.SetViewportSizeAsync(390, 844);
        await (await window.OpenHomeAsync()).StartFromAsync("answer-from-document");
        await window.Page.Locator("[data-view-choice='outline']").ClickAsync();
        await Expect(window.Page.Locator(".outline [data-row]").First).ToBeVisibleAsync();
        await KeepAsync(window.Page, picture);
    }

    private static async Task KeepAsync(IPage page, string name) => await page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Repository.Docs("images", $"{name}.png"),
    });
}
