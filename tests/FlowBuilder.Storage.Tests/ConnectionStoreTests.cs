using System.Runtime.Versioning;
using System.Text;
using FlowBuilder.Core.Models;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConnectionStoreTests : IDisposable
{
    private const string Canary = "sk-canary-7f3a91c2";

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_connection_comes_back_whole_from_another_process()
    {
        var saved = new Connection
        {
            Name = "my-openai",
            Kind = ConnectionKind.OpenAI,
            BaseUrl = new Uri("https://example.com/v1/"),
            ApiKey = new Secret(Canary),
            Models = ["small", "large"],
            Limits = new ConnectionLimits { MaxRetries = 1, FirstTokenTimeout = TimeSpan.FromSeconds(7.5) },
            Fallback = "offline",
        };
        await using (var host = new StorageHost(_folder)) await host.Connections.SaveAsync(saved, CancellationToken.None);

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Connections.FindAsync("my-openai", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(saved with { ApiKey = found!.ApiKey, Models = found.Models }));
            Assert.That(found.ApiKey!.Reveal(), Is.EqualTo(Canary));
            Assert.That(found.Models, Is.EqualTo(saved.Models));
        }
    }

    [Test]
    public async Task Saving_without_a_key_keeps_the_stored_one_and_replaces_the_rest()
    {
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a", Canary);
        await host.Connections.SaveAsync(new Connection { Name = "a", Kind = ConnectionKind.Anthropic }, CancellationToken.None);

        var found = await host.Connections.FindAsync("a", CancellationToken.None);
        Assert.That((found!.Kind, found.ApiKey?.Reveal()), Is.EqualTo((ConnectionKind.Anthropic, Canary)));
    }

    [Test]
    public async Task Saving_with_a_key_replaces_it()
    {
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a", "old");
        await SaveAsync(host, "a", "new");

        Assert.That((await host.Connections.FindAsync("a", CancellationToken.None))!.ApiKey!.Reveal(), Is.EqualTo("new"));
    }

    [Test]
    public async Task Connections_are_listed_by_name_and_deleted_ones_are_gone()
    {
        await using var host = new StorageHost(_folder);
        foreach (var name in (string[])["b", "a", "c"]) await SaveAsync(host, name, null);

        Assert.That(await host.Connections.DeleteAsync("a", CancellationToken.None), Is.True);
        Assert.That(await host.Connections.DeleteAsync("a", CancellationToken.None), Is.False);
        Assert.That((await host.Connections.ListAsync(CancellationToken.None)).Select(connection => connection.Name), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(await host.Connections.FindAsync("a", CancellationToken.None), Is.Null);
    }

    [Test]
    [Hazard("SEC-62")]
    public async Task A_key_stands_in_no_file_of_the_data_folder()
    {
        await using (var host = new StorageHost(_folder)) await SaveAsync(host, "a", Canary);
        var closed = FilesHolding(Canary);
        // Left open, the newest pages are in the write-ahead log.
        await using var open = new StorageHost(_folder);
        await SaveAsync(open, "b", Canary);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed, Is.Empty);
            Assert.That(FilesHolding(Canary), Is.Empty);
            Assert.That(FilesHolding("api_key"), Is.Not.Empty, "the search itself finds what is there");
        }
    }

    [Test]
    public async Task A_key_whose_ring_is_gone_is_missing_and_the_log_says_so_without_it()
    {
        await using (var host = new StorageHost(_folder)) await SaveAsync(host, "a", Canary);
        Directory.Delete(_folder.File("keys"), recursive: true);

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Connections.FindAsync("a", CancellationToken.None);
        var warnings = reopened.Log.Entries.Where(entry => entry.Level == LogLevel.Warning && entry.Text.Contains("connection a", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.Not.Null);
            Assert.That(found!.ApiKey, Is.Null);
            Assert.That(warnings, Is.Not.Empty);
            Assert.That(reopened.Log.Entries.Select(entry => entry.Text), Has.None.Contains(Canary));
        }
    }

    [Test]
    [Hazard("SEC-45")]
    public async Task A_key_moved_to_another_connection_in_the_database_is_not_given_out()
    {
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "mine", Canary);
        await SaveAsync(host, "theirs", "x");
        await using (var connection = _folder.Connect())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE connections SET api_key = (SELECT api_key FROM connections WHERE name = 'mine')";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That((await host.Connections.FindAsync("theirs", CancellationToken.None))!.ApiKey, Is.Null);
        Assert.That((await host.Connections.FindAsync("mine", CancellationToken.None))!.ApiKey!.Reveal(), Is.EqualTo(Canary));
    }

    [Test]
    [Platform("Unix")]
    [UnsupportedOSPlatform("windows")]
    [Hazard("SEC-27")]
    public async Task Only_the_owner_may_enter_the_key_ring_and_read_its_keys()
    {
        await using var host = new StorageHost(_folder.File("made/by/start"));
        await SaveAsync(host, "a", Canary);

        var folder = _folder.File("made/by/start");
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var keys = Directory.GetFiles(Path.Combine(folder, "keys"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys, Is.Not.Empty);
            foreach (var path in (string[])[folder, Path.Combine(folder, "keys"), .. keys])
                Assert.That(File.GetUnixFileMode(path) & Others, Is.EqualTo(UnixFileMode.None), path);
        }
    }

    [TestCase("")]
    [TestCase("Upper")]
    [TestCase("1st")]
    [TestCase("a b")]
    [TestCase("a\n")]
    [TestCase("../a")]
    public async Task A_name_of_the_wrong_form_is_refused(string name)
    {
        await using var host = new StorageHost(_folder);
        Assert.That(async () => await SaveAsync(host, name, null), Throws.ArgumentException);
    }

    private static ValueTask SaveAsync(StorageHost host, string name, string? key) => host.Connections.SaveAsync(
        new Connection { Name = name, Kind = ConnectionKind.OpenAI, ApiKey = key is null ? null : new Secret(key) },
        CancellationToken.None);

    private string[] FilesHolding(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(path => Read(path).AsSpan().IndexOf(bytes) >= 0)];
    }

    // A copy made by another process: closing a database file in this one would drop SQLite's own locks on it.
    private static byte[] Read(string path)
    {
        if (path.EndsWith(".lock", StringComparison.Ordinal)) return [];
        var start = new System.Diagnostics.ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true };
        using var cat = System.Diagnostics.Process.Start(start)!;
        var content = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(content);
        return content.ToArray();
    }
}
