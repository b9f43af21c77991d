using System.Text;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Webhooks and deliveries of a published flow as its owner sees them.</summary>
internal sealed class HookPage(IPage page)
{
    public ILocator Secret => page.Locator("[data-hook-secret]");

    public ILocator Address => page.Locator("[data-hook-address]");

    public ILocator Do(string action) => page.Locator($"[data-action='{action}']");

    public ILocator Hook(string name) => page.Locator($"[data-hook='{name}']");

    public ILocator Target => page.Locator("[data-target]");

    /// <summary>Opens the tab of a flow that was published just now.</summary>
    public async Task OpenAsync()
    {
        var (flow, _) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await new PublishPage(page).OpenAsync(flow, "automation");
    }

    /// <summary>Makes a webhook of a kind, and leaves its secret on the screen.</summary>
    public async Task MakeHookAsync(string name, WebhookSignature kind)
    {
        await Do("new-hook").ClickAsync();
        await page.Locator("#hook-name").FillAsync(name);
        await page.Locator($"[data-kind='{kind}']").CheckAsync();
        await Do("save-hook").ClickAsync();
        await Expect(Address).ToBeVisibleAsync();
    }

    /// <summary>Makes a delivery to an address, and leaves its secret on the screen.</summary>
    public async Task MakeTargetAsync(string address)
    {
        await Do("new-target").ClickAsync();
        await page.Locator("#target-url").FillAsync(address);
        await Do("save-target").ClickAsync();
        await Expect(Secret).ToBeVisibleAsync();
    }

    /// <summary>Delivers to a webhook of the plain kind as a program does; returns the status.</summary>
    public static async Task<int> DeliverAsync(string address, string secret, string body = "{}")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(Webhook.DefaultHeader, HexSignature.Of(new Secret(secret), Encoding.UTF8.GetBytes(body)));
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
