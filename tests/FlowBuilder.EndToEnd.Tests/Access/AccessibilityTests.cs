using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Access;

/// <summary>Looks at every screen with axe-core: WCAG 2.2 AA and its good practice, light and dark, in both languages.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class AccessibilityTests
{
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    };

    private FakeOpenAiServer _models = null!;

    [OneTimeSetUp]
    public async Task StartModelsAsync()
    {
        _models = await FakeOpenAiServer.StartNewAsync();
        _models.Otherwise = request => request.Body.GetProperty("model").GetString() switch
        {
            "silent" => FakeReply.Of("The warranty ").Silence(),
            "broken" => FakeReply.Fail(400, "The prompt is too long."),
            _ => FakeReply.Of("The warranty lasts ", "two years."),
        };
        await Stage.Program.ConnectAsync(Flows.Fake, _models.BaseUrl);
    }

    [OneTimeTearDown]
    public ValueTask StopModelsAsync() => _models.DisposeAsync();

    [Test]
    public async Task No_screen_shuts_anybody_out_in_English_by_day_and_in_Korean_by_night(
        [ValueSource(typeof(Screens), nameof(Screens.Names))] string screen,
        [Values] bool isKoreanNight)
    {
        await using var window = isKoreanNight ? await Window.OpenAsync("ko-KR", ColorScheme.Dark) : await Window.OpenAsync();
        await Screens.Find(screen).ShowAsync(window);

        var result = await window.Page.RunAxe(Everything);

        Assert.That(result.Passes, Is.Not.Empty, "Nothing was looked at.");
        Assert.That(result.Violations.SelectMany(Describe), Is.Empty);
    }

    private static IEnumerable<string> Describe(AxeResultItem violation) => violation.Nodes.Select(node =>
        $"{violation.Id}: {node.Html} — {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}");
}
