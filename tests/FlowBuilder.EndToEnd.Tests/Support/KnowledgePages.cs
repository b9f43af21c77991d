using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The pages of knowledge bases as a person uses them.</summary>
internal sealed class KnowledgePages(IPage page)
{
    private static int _made;

    public ILocator Documents => page.Locator(".document-row");

    public ILocator Question => page.Locator("#try-query");

    public ILocator Found => page.Locator(".found-chunk");

    public ILocator Chunks => page.Locator(".chunk");

    public ILocator Marked => page.Locator(".chunk.marked");

    public ILocator Heading => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Search => page.Locator("[data-document-search]");

    public ILocator Do(string action) => page.Locator($"[data-action='{action}']");

    public ILocator Document(string name) => Documents.Filter(new LocatorFilterOptions { Has = page.Locator($".document-name[title='{name}']") });

    public ILocator State(string name, string state) => Document(name).Locator($"[data-document-state='{state}']");

    public ILocator Filter(string group) => page.Locator($"[data-filter='{group}']");

    /// <summary>Makes a knowledge base and fills it, by the API; gives its id once nothing in it waits.</summary>
    public static async Task<string> MakeAsync(string name, params (string Name, string Text)[] files)
    {
        var id = await MakeAsync(Stage.Program, name, settings: null);
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        if (files.Length == 0) return id;
        using var form = new MultipartFormDataContent();
        foreach (var (file, text) in files) form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", file);
        using var added = await client.PostAsync($"api/v1/knowledge/{id}/documents", form);
        Assert.That(added.IsSuccessStatusCode, Is.True, await added.Content.ReadAsStringAsync());
        using var events = new StreamReader(await client.GetStreamAsync($"api/v1/knowledge/{id}/events"));
        var isOfBase = false;
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal)) isOfBase = line == "event: knowledge";
            if (isOfBase && line.StartsWith("data: ", StringComparison.Ordinal)
                && JsonElement.Parse(line["data: ".Length..]).GetProperty("counts").GetProperty("unfinished").GetInt32() == 0)
                break;
        }

        return id;
    }

    /// <summary>Makes an empty knowledge base with settings of its own in a program.</summary>
    public static async Task<string> MakeAsync(RunningProgram program, string name, object? settings)
    {
        var id = $"kb-{Interlocked.Increment(ref _made)}-{Guid.NewGuid():N}";
        using var client = new HttpClient { BaseAddress = program.Address };
        using var made = await client.PostAsJsonAsync("api/v1/knowledge", new { id, name, settings });
        Assert.That(made.IsSuccessStatusCode, Is.True, await made.Content.ReadAsStringAsync());
        return id;
    }

    /// <summary>Opens a knowledge base, once it takes files.</summary>
    public async Task OpenAsync(string id)
    {
        await page.GotoAsync($"/knowledge/{id}");
        await ReadyAsync();
    }

    /// <summary>The page of a knowledge base, once it takes files.</summary>
    public Task ReadyAsync() => Expect(page.Locator("[data-document-drop][data-listens]")).ToBeVisibleAsync();

    /// <summary>Picks files as in the browser's dialog.</summary>
    public Task PickAsync(params (string Name, string Text)[] files) => page.Locator("[data-documents]").SetInputFilesAsync([.. files.Select(file => FilePicking.TextFile(file.Name, file.Text, mimeType: ""))]);

    /// <summary>Drops files on the page.</summary>
    public Task DropAsync(params (string Name, string Text)[] files) => page.EvaluateAsync(
        """
        files => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
          document.querySelector('.page').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }
        """,
        files.Select(file => new[] { file.Name, file.Text }).ToArray());

    /// <summary>Asks a question, by keyboard.</summary>
    public async Task AskAsync(string question)
    {
        await Question.FillAsync(question);
        await Question.PressAsync("Enter");
    }

    /// <summary>Chooses something from a document's menu.</summary>
    public async Task ChooseAsync(string name, string action)
    {
        await Document(name).Locator(".menu-host > button").ClickAsync();
        await Document(name).Locator($".menu [data-action='{action}']").ClickAsync();
    }
}
