using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Webhooks and deliveries, as somebody sets them up who writes no code.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class HookTests
{
    [Test]
    public async Task A_webhook_is_made_and_what_comes_in_is_seen_as_it_comes()
    {
        await using var window = await Window.OpenAsync();
        var hooks = new HookPage(window.Page);
        await hooks.OpenAsync();

        await hooks.MakeHookAsync("Shop", WebhookSignature.Plain);
        var (address, secret) = ((await hooks.Address.TextContentAsync())!, (await hooks.Secret.TextContentAsync())!);
        await Expect(window.Page.Locator("[data-hook-code]")).ToContainTextAsync(secret);
        await hooks.Do("secret-done").ClickAsync();
        await Expect(window.Page.GetByText(secret)).ToHaveCountAsync(0);
        await hooks.Hook("Shop").Locator("[data-action='hook-calls']").ClickAsync();
        await Expect(hooks.Hook("Shop").Locator("[data-no-calls]")).ToBeVisibleAsync();

        Assert.That(await HookPage.DeliverAsync(address, secret), Is.EqualTo(202));
        Assert.That(await HookPage.DeliverAsync(address, "another secret"), Is.EqualTo(401));

        await Expect(hooks.Hook("Shop").Locator("[data-call-status='202']")).ToContainTextAsync("Began run");
        await Expect(hooks.Hook("Shop").Locator("[data-call-status='401']")).ToContainTextAsync("The signature does not match");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_webhook_gets_a_new_secret_is_switched_off_and_removed()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var hooks = new HookPage(window.Page);
        await hooks.OpenAsync();
        await hooks.MakeHookAsync("Shop", WebhookSignature.Plain);
        var (address, secret) = ((await hooks.Address.TextContentAsync())!, (await hooks.Secret.TextContentAsync())!);
        await hooks.Do("secret-done").ClickAsync();

        await OpenMenuAsync(hooks.Hook("Shop"), "rotate-hook");
        await Expect(hooks.Secret).Not.ToHaveTextAsync(secret);
        var next = (await hooks.Secret.TextContentAsync())!;
        await hooks.Do("secret-done").ClickAsync();
        Assert.That(await HookPage.DeliverAsync(address, secret, "1"), Is.EqualTo(202));
        Assert.That(await HookPage.DeliverAsync(address, next, "2"), Is.EqualTo(202));

        await hooks.Do("hook-enabled").ClickAsync();
        await Expect(hooks.Hook("Shop")).ToContainTextAsync("꺼짐");
        Assert.That(await HookPage.DeliverAsync(address, next, "3"), Is.EqualTo(404));

        await OpenMenuAsync(hooks.Hook("Shop"), "delete-hook");
        await hooks.Do("delete-hook-now").ClickAsync();
        await Expect(hooks.Hook("Shop")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_delivery_to_this_machine_is_refused_in_words_and_can_be_sent_again()
    {
        await using var window = await Window.OpenAsync();
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        var hooks = new HookPage(window.Page);
        await new PublishPage(window.Page).OpenAsync(flow, "automation");

        await hooks.MakeTargetAsync($"http://127.0.0.1:{Stage.Program.Address.Port}/hook");
        await hooks.Do("secret-done").ClickAsync();
        await hooks.Do("test-target").ClickAsync();
        await Expect(hooks.Target.Locator("[data-tested='failed']")).ToContainTextAsync("are not allowed");
        await Expect(hooks.Target.Locator("[data-failing]")).ToBeVisibleAsync();

        Assert.That(await PublishPage.CallAsync(slug, await PublishPage.KeyAsync()), Is.EqualTo((200, "Say it")));
        await hooks.Do("deliveries").ClickAsync();
        await Expect(hooks.Target.Locator("[data-delivery-state='GivenUp']")).ToHaveCountAsync(2);
        await hooks.Do("send-again").ClickAsync();
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("sent again");

        await OpenMenuAsync(hooks.Target, "delete-target");
        await hooks.Do("delete-target-now").ClickAsync();
        await Expect(hooks.Target).ToHaveCountAsync(0);
        Assert.That(window.Complaints, Is.Empty);
    }

    private static async Task OpenMenuAsync(ILocator row, string action)
    {
        await row.Locator(".menu-host > button").ClickAsync();
        await row.Locator($"[data-action='{action}']").ClickAsync();
    }
}
