using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>A published flow as its owner sees it, and its address as a program calls it.</summary>
internal sealed class PublishPage(IPage page)
{
    private static int _names;

    public ILocator Dialog => page.Locator("dialog[open]");

    public ILocator Button => page.Locator(".bar [data-action='publish']");

    public ILocator Slug => page.Locator("#publish-slug");

    public ILocator PublishNow => page.Locator("[data-action='publish-now']");

    public ILocator Done => page.Locator("[data-published]");

    public ILocator NewKey => page.Locator("[data-new-key] code");

    public ILocator Answering => page.Locator("[data-live]");

    public ILocator Difference => page.Locator("[data-difference]");

    public ILocator Enabled => page.Locator("[data-action='enabled']");

    public ILocator TryStatus => page.Locator("[data-try-facts]");

    public ILocator Do(string action) => page.Locator($"[data-action='{action}']");

    public ILocator Version(int number) => page.Locator($"[data-version='{number}']");

    public ILocator Share(int version) => page.Locator($"[data-traffic-version='{version}'] input[type='number']");

    /// <summary>A name of an endpoint that no other test has.</summary>
    public static string NewName() => $"test-{Interlocked.Increment(ref _names)}-{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>A flow that answers with a text of its own, and one that is asked.</summary>
    public static string Saying(string words, string name = "Saying") => Flows.Wired
        .Replace("Say {{text}}", words, StringComparison.Ordinal)
        .Replace("\"name\": \"Unwired\"", $"\"name\": \"{name}\"", StringComparison.Ordinal);

    /// <summary>Stores a flow and publishes it, as a program does.</summary>
    public static async Task<(string Flow, string Slug)> PublishedAsync(params string[] versions)
    {
        var slug = NewName();
        var id = await Stage.Program.StoreAsync(versions[0]);
        for (var number = 0; number < versions.Length; number++)
        {
            if (number > 0) await Stage.Program.ReplaceAsync(id, versions[number]);
            using var client = new HttpClient { BaseAddress = Stage.Program.Address };
            using var answer = await client.PostAsJsonAsync($"api/v1/flows/{id}/publish", new { slug, note = $"Note {number + 1}" });
            Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
        }

        return (id, slug);
    }

    /// <summary>Makes a key that may call every endpoint.</summary>
    public static async Task<string> KeyAsync()
    {
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        using var answer = await client.PostAsJsonAsync("api/v1/keys", new { name = "For a test", scopes = new[] { "run" } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    /// <summary>Calls an endpoint as a program does: the status, and its result or what is wrong.</summary>
    public static async Task<(int Status, string Text)> CallAsync(string slug, string? key, string question = "it", string? session = null)
    {
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/endpoints/{slug}") { Content = JsonContent.Create(new { inputs = new { question }, session }) };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var text = answer.IsSuccessStatusCode ? body.GetProperty("outputs").GetProperty("result").GetString() : body.GetProperty("code").GetString();
        return ((int)answer.StatusCode, text!);
    }

    public async Task OpenAsync(string flow, string tab = "versions")
    {
        await page.GotoAsync($"/flows/{flow}/publish?tab={tab}");
        await Expect(page.Locator("[data-endpoint]")).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page says in words which versions answer.</summary>
    public Task AnswersAsync(string words) => Expect(Answering).ToContainTextAsync(words);
}
