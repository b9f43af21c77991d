using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Web.Tests.Screens;

[Parallelizable(ParallelScope.All)]
public sealed class MarkdownViewTests
{
    [TestCase("**Try it:** open *Answer*.", "<p><strong>Try it:</strong> open <em>Answer</em>.</p>")]
    [TestCase("- one\n- two", "<ul><li><p>one</p></li><li><p>two</p></li></ul>")]
    [TestCase("`{{name}}`", "<p><code>{{name}}</code></p>")]
    [TestCase("[docs](https://example.org/a)", "<p><a href=\"https://example.org/a\" target=\"_blank\" rel=\"noopener noreferrer\">docs</a></p>")]
    [TestCase("**중요:** 한국어", "<p><strong>중요:</strong> 한국어</p>")]
    [TestCase("| a | b |\n| - | - |\n| 1 | *2* |", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><em>2</em></td></tr></table>")]
    [TestCase("~~old~~", "<p><del>old</del></p>")]
    [TestCase("see https://example.org/a", "<p>see <a href=\"https://example.org/a\" target=\"_blank\" rel=\"noopener noreferrer\">https://example.org/a</a></p>")]
    public async Task It_shows_what_Markdown_says(string text, string expected) =>
        Assert.That(await HtmlOf(text), Is.EqualTo($"<div class=\"markdown\">{expected}</div>"));

    [TestCase("<img src=x onerror=alert(1)>")]
    [TestCase("<script>alert(1)</script>")]
    [TestCase("a <svg onload=alert(1)> b")]
    [TestCase("[x](javascript:alert(1))")]
    [TestCase("[x](data:text/html,<script>alert(1)</script>)")]
    [TestCase("![x](https://example.org/track.png)")]
    [TestCase("<javascript:alert(1)>")]
    [Hazard("SEC-54", "SEC-55")]
    public async Task It_makes_no_element_that_could_act_or_call_home(string text)
    {
        var html = await HtmlOf(text);

        Assert.That(html, Does.Not.Match("<(img|script|svg|a)\\b"));
    }

    [TestCase("Warm [1].", "Warm <button type=\"button\" class=\"cite\" data-cite=\"1\" title=\"One\" aria-label=\"One\">1</button>.")]
    [TestCase("**Both [1][2]** and [3]", "<strong>Both <button type=\"button\" class=\"cite\" data-cite=\"1\" title=\"One\" aria-label=\"One\">1</button><button type=\"button\" class=\"cite\" data-cite=\"2\" title=\"<b>Two\" aria-label=\"<b>Two\">2</button></strong> and [3]")]
    [TestCase("`[1]` and \\[1\\] and [1](https://example.org/a)", "<code>[1]</code> and [1] and <a href=\"https://example.org/a\" target=\"_blank\" rel=\"noopener noreferrer\">1</a>")]
    [TestCase("[1][x] and [1](javascript:alert(1)) and [1000] and [a]", "<button type=\"button\" class=\"cite\" data-cite=\"1\" title=\"One\" aria-label=\"One\">1</button>[x] and 1 and [1000] and [a]")]
    public async Task Numbers_that_cite_a_source_are_buttons_and_nothing_else_is(string text, string expected) => Assert.That(
        (await HtmlOf(text, new Dictionary<int, string> { [1] = "One", [2] = "<b>Two" })).Replace("‹", "<", StringComparison.Ordinal),
        Is.EqualTo($"<div class=\"markdown\"><p>{expected}</p></div>"));

    private static async Task<string> HtmlOf(string text, IReadOnlyDictionary<int, string>? citations = null)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MarkdownView.Text)] = text, [nameof(MarkdownView.Citations)] = citations });
            var html = (await renderer.RenderComponentAsync<MarkdownView>(parameters)).ToHtmlString();
            return System.Net.WebUtility.HtmlDecode(html.Replace("&lt;", "‹", StringComparison.Ordinal));
        });
    }
}
