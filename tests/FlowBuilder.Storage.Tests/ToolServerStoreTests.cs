using System.Text;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ToolServerStoreTests : IDisposable
{
    private const string Canary = "fbcanary-3b1d";

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    [Hazard("SEC-62")]
    public async Task A_server_comes_back_whole_from_another_process_and_its_secrets_are_not_in_the_file()
    {
        var saved = new ToolServer
        {
            Name = "files",
            Kind = ToolServerKind.Command,
            Command = "npx",
            Arguments = ["-y", "a package", ""],
            Secrets = [new("API_KEY", new Secret(Canary))],
        };
        await using (var host = new StorageHost(_folder)) await host.Get<IToolServerStore>().SaveAsync(saved, CancellationToken.None);

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Get<IToolServerStore>().FindAsync("files", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found!.Fingerprint(), Is.EqualTo(saved.Fingerprint()));
            Assert.That(found.Arguments, Is.EqualTo(saved.Arguments));
            foreach (var file in Directory.EnumerateFiles(_folder.Path, "flowbuilder.db*"))
            {
                using var content = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.Latin1);
                Assert.That(await content.ReadToEndAsync(), Does.Not.Contain(Canary), file);
            }
        }
    }

    [Test]
    public async Task A_secret_without_a_value_keeps_the_stored_one_and_one_that_is_left_out_is_gone()
    {
        await using var host = new StorageHost(_folder);
        var store = host.Get<IToolServerStore>();
        var server = new ToolServer { Name = "web", Kind = ToolServerKind.Http, Address = new Uri("https://tools.example/mcp"), Secrets = [new("A", new Secret("1")), new("B", new Secret("2"))] };
        await store.SaveAsync(server, CancellationToken.None);
        await store.SaveAsync(server with { Secrets = [new("B", null), new("C", new Secret("3")), new("D", null)] }, CancellationToken.None);

        var found = await store.FindAsync("web", CancellationToken.None);

        Assert.That(found!.Secrets.Select(secret => $"{secret.Name}={secret.Value!.Reveal()}"), Is.EqualTo(new[] { "B=2", "C=3" }));
        Assert.That(await store.DeleteAsync("web", CancellationToken.None), Is.True);
        Assert.That(await store.ListAsync(CancellationToken.None), Is.Empty);
    }
}
