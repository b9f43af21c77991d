using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Connections;
using Microsoft.Extensions.Configuration;

namespace FlowBuilder.Providers.Tests.Connections;

[Parallelizable(ParallelScope.All)]
internal sealed class ConnectionSeedsTests
{
    [Test]
    public void Reads_the_environment()
    {
        var seeds = Read([], new() { ["OPENAI_API_KEY"] = "sk-1", ["ANTHROPIC_API_KEY"] = "ant-1" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seeds.Select(seed => seed.Name), Is.EqualTo(new[] { "anthropic", "openai" }));
            Assert.That(seeds[0].Kind, Is.EqualTo(ConnectionKind.Anthropic));
            Assert.That(seeds[0].ApiKey!.Reveal(), Is.EqualTo("ant-1"));
            Assert.That(seeds[1].Models, Is.Not.Empty);
            Assert.That(seeds[1].ApiKey!.Reveal(), Is.EqualTo("sk-1"));
        }
    }

    [Test]
    public void Another_address_of_the_environment_has_models_of_its_own()
    {
        var seed = Read([], new() { ["OPENAI_BASE_URL"] = "http://127.0.0.1:9000/v1", ["OPENAI_API_KEY"] = " " }).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seed.BaseUrl, Is.EqualTo(new Uri("http://127.0.0.1:9000/v1")));
            Assert.That(seed.ApiKey, Is.Null);
            Assert.That(seed.Models, Is.Empty);
        }
    }

    [Test]
    public void The_configuration_wins_member_by_member()
    {
        var seeds = Read(
            new()
            {
                ["Connections:openai:Models"] = "gpt-4o, gpt-4o-mini",
                ["Connections:house:Kind"] = "openai",
                ["Connections:house:BaseUrl"] = "http://llm.local:8000",
                ["Connections:house:Models:0"] = "qwen",
                ["Connections:house:Fallback"] = "openai",
                ["Connections:mistral:ApiKey"] = "m-1",
                ["Connections:azure:Kind"] = "azure-openai",
                ["Connections:azure:BaseUrl"] = "https://r.openai.azure.com",
            },
            new() { ["OPENAI_API_KEY"] = "sk-1" }).ToDictionary(seed => seed.Name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seeds["openai"].ApiKey!.Reveal(), Is.EqualTo("sk-1"));
            Assert.That(seeds["openai"].Models, Is.EqualTo(new[] { "gpt-4o", "gpt-4o-mini" }));
            Assert.That(seeds["house"].Models, Is.EqualTo(new[] { "qwen" }));
            Assert.That(seeds["house"].Fallback, Is.EqualTo("openai"));
            Assert.That(seeds["mistral"].BaseUrl, Is.EqualTo(new Uri("https://api.mistral.ai/v1")));
            Assert.That(seeds["mistral"].Kind, Is.EqualTo(ConnectionKind.OpenAI));
            Assert.That(seeds["azure"].Kind, Is.EqualTo(ConnectionKind.AzureOpenAI));
        }
    }

    [TestCase("Connections:x:Kind", "telepathy", "telepathy")]
    [TestCase("Connections:x:BaseUrl", "localhost", "Connections:x:BaseUrl")]
    [TestCase("Connections:1x:ApiKey", "k", "1x")]
    public void What_cannot_be_is_named(string key, string value, string named)
    {
        Assert.That(() => Read(new() { [key] = value }, []), Throws.TypeOf<FormatException>().With.Message.Contains(named));
    }

    private static IReadOnlyList<Connection> Read(Dictionary<string, string?> configuration, Dictionary<string, string?> environment) =>
        ConnectionSeeds.Read(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(), environment);
}
