using System.Net.Http.Json;
using System.Text.Json;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Flows behind endpoints of their own, for people without a key.</summary>
internal static class Publishing
{
    /// <summary>Stores a flow, publishes it under a new name, and makes it public for some sites.</summary>
    /// <returns>The endpoint's name.</returns>
    public static async Task<string> PublishAsync(string file, string[] origins, int requestsPerMinute = 1000, bool isPublic = true)
    {
        var flow = await Stage.Program.StoreAsync(file);
        var slug = "s" + Guid.NewGuid().ToString("N");
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        using var published = await client.PostAsJsonAsync($"api/v1/flows/{flow}/publish", new { slug });
        Assert.That(published.IsSuccessStatusCode, Is.True, await published.Content.ReadAsStringAsync());
        using var opened = await client.PutAsJsonAsync(
            $"api/v1/endpoints/{slug}", new { isPublic, allowedOrigins = origins, publicRequestsPerMinute = requestsPerMinute });
        Assert.That(opened.IsSuccessStatusCode, Is.True, await opened.Content.ReadAsStringAsync());
        return slug;
    }

    /// <summary>What was said of an endpoint's only run.</summary>
    public static async Task<JsonElement> FeedbackAsync(string slug)
    {
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        var runs = await client.GetFromJsonAsync<JsonElement>($"api/v1/runs?endpoint={slug}");
        Assert.That(runs.GetArrayLength(), Is.EqualTo(1));
        return (await client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runs[0].GetProperty("runId").GetString()}")).GetProperty("feedback");
    }
}
