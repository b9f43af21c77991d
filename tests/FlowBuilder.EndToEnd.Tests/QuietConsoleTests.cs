using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(60_000)]
public sealed class QuietConsoleTests
{
    [Test]
    public async Task Home_editor_and_a_run_leave_no_error_in_the_console_and_break_no_security_policy()
    {
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();
        await Expect(home.Heading).ToBeVisibleAsync();

        var editor = await home.StartFromAsync("answer-from-document");
        await editor.RunToItsEndAsync();
        await editor.SelectAsync("model");

        Assert.That(window.Complaints, Is.Empty);
    }
}
