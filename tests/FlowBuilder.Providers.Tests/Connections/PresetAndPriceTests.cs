using System.Net;
using System.Net.Sockets;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Providers.Prices;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Providers.Tests.Connections;

[Parallelizable(ParallelScope.All)]
internal sealed class PresetAndPriceTests
{
    [Test]
    public void Presets_are_whole()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ProviderPresets.All.Select(preset => preset.Id), Is.Unique.And.SupersetOf(new[]
            {
                "openai", "anthropic", "azure-openai", "google", "mistral", "groq", "openrouter", "databricks", "huggingface",
                "ollama", "lm-studio", "vllm", "openai-compatible",
            }));
            foreach (var preset in ProviderPresets.All)
            {
                Assert.That(preset.Id, Does.Match("^[a-z][a-z0-9_-]{0,63}$"));
                Assert.That(preset.Description.All.Keys, Is.SupersetOf(new[] { "en", "ko" }), preset.Id);
                Assert.That(preset.BaseUrl is null || Uri.IsWellFormedUriString(preset.BaseUrl, UriKind.Absolute), preset.Id);
                Assert.That(!preset.NeedsKey || preset.KeyPage is not null, preset.Id);
                Assert.That(preset.BaseUrl is not null || preset.MustEditBaseUrl, preset.Id);
            }
        }
    }

    [TestCase("gpt-4o-mini", 0.15, 0.60)]
    [TestCase("gpt-4o-mini-2024-07-18", 0.15, 0.60)]
    [TestCase("openai/gpt-4.1-nano", 0.10, 0.40)]
    [TestCase("claude-sonnet-4-5-20250929", 3, 15)]
    [TestCase("claude-3-5-haiku-latest", 0.80, 4)]
    [TestCase("models/gemini-2.5-flash", 0.30, 2.50)]
    [TestCase("extractive-1", 0, 0)]
    public void Known_models_have_their_price_whatever_the_release(string model, double input, double output)
    {
        Assert.That(ModelPrices.Find(model), Is.EqualTo(new ModelPrice((decimal)input, (decimal)output)));
    }

    [TestCase("gpt-4o-realtime")]
    [TestCase("llama3.2:3b")]
    [TestCase("my-fine-tune")]
    [TestCase("gpt-4o-mini-something-else")]
    public void Unknown_models_have_no_price(string model)
    {
        Assert.That(ModelPrices.Find(model), Is.Null);
    }

    [Test]
    public void The_price_list_is_dated()
    {
        _ = ModelPrices.Find("gpt-4o");

        Assert.That(ModelPrices.AsOf, Is.GreaterThan(new DateOnly(2025, 1, 1)));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Finds_model_servers_that_run_and_passes_over_those_that_do_not(CancellationToken cancellationToken)
    {
        await using var running = await FakeOpenAiServer.StartNewAsync();
        running.Models = ["llama3.2"];
        var gone = await FakeOpenAiServer.StartNewAsync();
        var goneAddress = gone.BaseUrl;
        await gone.DisposeAsync();
        var time = new FakeTimeProvider();
        using var models = new Support.Models(time);

        var found = await new LocalModelServers(models.Chat, time)
            .FindAsync([("ollama", running.BaseUrl), ("lm-studio", goneAddress)], cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Has.Count.EqualTo(1));
            Assert.That(found[0].PresetId, Is.EqualTo("ollama"));
            Assert.That(found[0].Models, Is.EqualTo(new[] { "llama3.2" }));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_model_server_that_is_mute_does_not_hold_the_search_up(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        using var models = new Support.Models(time);

        var finding = new LocalModelServers(models.Chat, time)
            .FindAsync([("ollama", new Uri($"http://{mute.LocalEndpoint}/v1"))], cancellationToken);
        await time.WaitForTimerAsync(due => due < TimeSpan.FromSeconds(1), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await finding, Is.Empty);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_null_key_keeps_the_stored_one(CancellationToken cancellationToken)
    {
        var store = new InMemoryConnectionStore();
        var connection = new Connection { Name = "a", Kind = ConnectionKind.OpenAI, ApiKey = new Secret("k") };
        await store.SaveAsync(connection, cancellationToken);
        await store.SaveAsync(connection with { ApiKey = null, Models = ["m"] }, cancellationToken);

        var stored = (await store.ListAsync(cancellationToken)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stored.ApiKey!.Reveal(), Is.EqualTo("k"));
            Assert.That(stored.Models, Is.EqualTo(new[] { "m" }));
            Assert.That(await store.DeleteAsync("a", cancellationToken), Is.True);
            Assert.That(await store.DeleteAsync("a", cancellationToken), Is.False);
        }
    }

    [Test]
    public async Task Registers_with_a_host()
    {
        await using var services = new ServiceCollection().AddFlowBuilderProviders().BuildServiceProvider();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await services.GetRequiredService<IChatModels>().OpenAsync("offline", null, new RecordingObserver(), CancellationToken.None)).Connection, Is.EqualTo("offline"));
            Assert.That(services.GetRequiredService<IConnectionStore>(), Is.TypeOf<InMemoryConnectionStore>());
            Assert.That(services.GetRequiredService<LocalModelServers>(), Is.Not.Null);
        }
    }

    [Test]
    public void The_fake_clock_fires_timers_in_the_order_of_their_times()
    {
        var time = new FakeTimeProvider();
        var fired = new List<string>();
        using var late = time.CreateTimer(_ => fired.Add($"late {time.GetUtcNow():ss}"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var beat = time.CreateTimer(_ => fired.Add($"beat {time.GetUtcNow():ss}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        var dropped = time.CreateTimer(_ => fired.Add("dropped"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        dropped.Dispose();

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.That(fired, Is.EqualTo(new[] { "beat 02", "beat 04", "late 05", "beat 06" }));
    }
}
