using System.IO.Compression;
using System.Net.Http.Json;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The page of backups, and what every page says while nothing can be saved.</summary>
[CancelAfter(120_000)]
public sealed class BackupTests
{
    [TestCase("en-US", ColorScheme.Light, "Back up now", "How to restore")]
    [TestCase("ko-KR", ColorScheme.Dark, "지금 백업", "복원하는 방법")]
    public async Task A_backup_is_made_fetched_and_deleted(string locale, ColorScheme colours, string button, string how)
    {
        await using var program = new RunningProgram();
        await using var window = await Window.OpenAsync(locale, colours, program.Address);
        await window.Page.GotoAsync("/");
        await window.Page.Locator("[data-action='backups']").ClickAsync();
        await Expect(window.Page.Locator("[data-no-backups]")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        var row = window.Page.Locator("[data-backup]");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(window.Page.GetByText(how)).ToBeVisibleAsync();
        var download = await window.Page.RunAndWaitForDownloadAsync(() => row.Locator("[data-action='download-backup']").ClickAsync());
        Assert.That(download.SuggestedFilename, Does.EndWith(".backup.zip"));
        using (var zip = ZipFile.OpenRead(await download.PathAsync()))
            Assert.That(zip.GetEntry("flowbuilder.db"), Is.Not.Null);

        await row.Locator("[data-action='delete-backup']").ClickAsync();
        await window.Page.Locator("[data-action='delete-backup-now']").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task While_nothing_can_be_saved_every_page_says_so_in_its_language_and_stops_when_it_is_over()
    {
        await using var program = new RunningProgram();
        using var client = new HttpClient { BaseAddress = program.Address };
        await using var english = await Window.OpenAsync(program: program.Address);
        await using var korean = await Window.OpenAsync("ko-KR", ColorScheme.Dark, program.Address);
        await english.Page.GotoAsync("/");
        await korean.Page.GotoAsync("/knowledge");
        var notice = english.Page.Locator("[data-storage-trouble]");
        await Expect(english.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(program.DataFolder, "flowbuilder.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();
            using var refused = await client.PostAsJsonAsync("api/v1/connections", new { name = "late", kind = "openai" });
            Assert.That((int)refused.StatusCode, Is.EqualTo(503));

            await Expect(notice).ToContainTextAsync("Another program is using the database.");
            await Expect(korean.Page.Locator("[data-storage-trouble]")).ToContainTextAsync("변경 사항이 저장되지 않습니다");
        }

        await Expect(notice).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(korean.Page.Locator("[data-storage-trouble]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }
}
