using System.Text.Json;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The page of a published chat, on a phone.</summary>
[CancelAfter(90_000)]
public sealed class ChatPageTests
{
    [Test]
    public async Task It_is_used_by_touch_and_fits_the_phone()
    {
        var slug = await Publishing.PublishAsync(ChatPane.Echo, []);
        await using var window = await Window.OpenPhoneAsync("ko-KR");
        await window.Page.GotoAsync($"/chat/{slug}");
        var chat = new Bubble(window.Page);

        await chat.Field.TapAsync();
        await chat.Field.FillAsync("안녕하세요");
        await chat.Do("send").TapAsync();
        await chat.IsAsync("answered");

        await Expect(chat.Answers).ToHaveTextAsync("안녕하세요");
        Assert.That(await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.EqualTo(390));
        var small = await chat.Panel.Locator("button:visible").EvaluateAllAsync<string[]>("""
            buttons => buttons.filter(button => button.getBoundingClientRect().height < 39.5 || button.getBoundingClientRect().width < 39.5)
              .map(button => button.outerHTML)
            """);
        Assert.That(small, Is.Empty);

        await window.Page.ReloadAsync();
        await Expect(chat.Answers).ToHaveTextAsync("안녕하세요");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_phone_can_install_it()
    {
        var slug = await Publishing.PublishAsync(ChatPane.Echo, []);
        await using var window = await Window.OpenPhoneAsync();
        await window.Page.GotoAsync($"/chat/{slug}");
        var browser = await window.Page.Context.NewCDPSessionAsync(window.Page);

        var manifest = (await browser.SendAsync("Page.getAppManifest"))!.Value;

        Assert.That(manifest.GetProperty("errors").EnumerateArray(), Is.Empty);
        var read = JsonElement.Parse(manifest.GetProperty("data").GetString()!);
        Assert.That(read.GetProperty("name").GetString(), Is.EqualTo("Echo"));
        Assert.That(read.GetProperty("start_url").GetString(), Is.EqualTo($"/chat/{slug}"));
        Assert.That(read.GetProperty("display").GetString(), Is.EqualTo("standalone"));
        foreach (var icon in read.GetProperty("icons").EnumerateArray())
        {
            var size = await window.Page.EvaluateAsync<string>("""
                async address => {
                  const picture = await createImageBitmap(await (await fetch(address)).blob());
                  return `${picture.width}x${picture.height}`;
                }
                """, icon.GetProperty("src").GetString());
            Assert.That(size, Is.EqualTo(icon.GetProperty("sizes").GetString()));
        }

        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_owner_tries_the_chat_of_an_endpoint_that_is_not_public()
    {
        var slug = await Publishing.PublishAsync(ChatPane.Echo, [], isPublic: false);
        await using var window = await Window.OpenAsync();
        await window.Page.GotoAsync($"/chat/{slug}");
        var chat = new Bubble(window.Page);

        await Expect(chat.Panel.Locator(".aside")).ToContainTextAsync("not public");
        await chat.AskAsync("Hello there");
        await Expect(chat.Answers).ToHaveTextAsync("Hello there");
        await chat.Do("good").ClickAsync();
        await Expect(chat.Do("good")).ToHaveAttributeAsync("aria-pressed", "true");

        Assert.That((await Publishing.FeedbackAsync(slug)).EnumerateArray().Select(given => given.GetProperty("score").GetDouble()), Is.EqualTo(new[] { 1.0 }));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Where_nothing_is_public_the_page_says_so_and_tells_nothing_else()
    {
        await using var window = await Window.OpenAsync();

        var answer = await window.Page.GotoAsync("/chat/not-there");

        Assert.That(answer!.Status, Is.EqualTo(404));
        await Expect(window.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("There is no chat here");
    }
}
