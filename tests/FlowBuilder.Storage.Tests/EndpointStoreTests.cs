using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EndpointStoreTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_published_version_stays_as_it_was_while_its_flow_is_edited_and_the_program_starts_anew()
    {
        string id;
        await using (var host = new StorageHost(_folder))
        {
            id = await CreateAsync(host, "Draft");
            var version = await PublishAsync(host, id, "answers", "first");
            await host.Flows.SaveAsync(id, new Flow { Name = "Changed since" }, 1, CancellationToken.None);

            Assert.That((version!.Number, version.Note, version.PublishedAt), Is.EqualTo((1, "first", host.Clock.Now)));
        }

        await using var again = new StorageHost(_folder);
        var published = await again.Get<IEndpointStore>().FindVersionAsync(id, 1, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(published!.Flow.Name, Is.EqualTo("Draft"));
            Assert.That(published.Version.ContentHash, Has.Length.EqualTo(64));
            Assert.That((await again.Get<IEndpointStore>().FindAsync("answers", CancellationToken.None))!.Traffic.Shares, Is.EqualTo(new Dictionary<int, int> { [1] = 100 }));
        }
    }

    [Test]
    public async Task Publishing_again_makes_the_next_version_and_keeps_what_was_set_of_the_endpoint()
    {
        await using var host = new StorageHost(_folder);
        var endpoints = host.Get<IEndpointStore>();
        var id = await CreateAsync(host, "Flow");
        await PublishAsync(host, id, "answers");
        var endpoint = (await endpoints.FindAsync("answers", CancellationToken.None))!;
        var changed = endpoint with
        {
            IsEnabled = false,
            IsPublic = true,
            AllowedOrigins = ["https://shop.example"],
            PublicRequestsPerMinute = 7,
            OpenSettings = ImmutableDictionary<string, ImmutableHashSet<string>>.Empty.Add("answer", ["temperature"]),
        };
        await endpoints.SaveAsync(changed, CancellationToken.None);

        var second = await PublishAsync(host, id, "answers", "better");
        var found = (await endpoints.FindAsync("answers", CancellationToken.None))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second!.Number, Is.EqualTo(2));
            Assert.That(found.Traffic.Shares, Is.EqualTo(new Dictionary<int, int> { [2] = 100 }));
            Assert.That(found.IsEnabled, Is.True, "what is published answers");
            Assert.That(found.IsPublic, Is.True);
            Assert.That(found.AllowedOrigins, Is.EqualTo(new[] { "https://shop.example" }));
            Assert.That(found.PublicRequestsPerMinute, Is.EqualTo(7));
            Assert.That(found.OpenSettings["answer"], Is.EqualTo(new[] { "temperature" }));
            Assert.That((await endpoints.ListVersionsAsync(id, CancellationToken.None)).Select(version => version.Number), Is.EqualTo(new[] { 2, 1 }));
        }
    }

    [Test]
    public async Task Traffic_goes_to_versions_that_are_there_only()
    {
        await using var host = new StorageHost(_folder);
        var endpoints = host.Get<IEndpointStore>();
        var id = await CreateAsync(host, "Flow");
        await PublishAsync(host, id, "answers");
        await PublishAsync(host, id, "answers");
        var endpoint = (await endpoints.FindAsync("answers", CancellationToken.None))!;

        Assert.That(await endpoints.SaveAsync(endpoint with { Traffic = Split((1, 90), (2, 10)) }, CancellationToken.None), Is.True);
        Assert.That(await endpoints.SaveAsync(endpoint with { Traffic = Split((1, 90), (3, 10)) }, CancellationToken.None), Is.False);
        Assert.That((await endpoints.FindAsync("answers", CancellationToken.None))!.Traffic.Shares, Is.EqualTo(new Dictionary<int, int> { [1] = 90, [2] = 10 }));
    }

    [Test]
    public async Task A_slug_belongs_to_one_flow_until_it_is_freed()
    {
        await using var host = new StorageHost(_folder);
        var endpoints = host.Get<IEndpointStore>();
        var (one, other) = (await CreateAsync(host, "One"), await CreateAsync(host, "Other"));
        await PublishAsync(host, one, "answers");

        Assert.That(async () => await PublishAsync(host, other, "answers"), Throws.TypeOf<SlugTakenException>());
        Assert.That(await endpoints.ListVersionsAsync(other, CancellationToken.None), Is.Empty, "nothing was published");
        Assert.That(await endpoints.DeleteAsync("answers", CancellationToken.None), Is.True);
        Assert.That((await PublishAsync(host, other, "answers"))!.Number, Is.EqualTo(1));
        Assert.That(await endpoints.ListVersionsAsync(one, CancellationToken.None), Has.Count.EqualTo(1), "versions stay");
    }

    [Test]
    public async Task A_flow_in_the_bin_answers_nobody_and_answers_again_when_it_is_back()
    {
        await using var host = new StorageHost(_folder);
        var endpoints = host.Get<IEndpointStore>();
        var id = await CreateAsync(host, "Flow");
        await PublishAsync(host, id, "answers");

        await host.Flows.DeleteAsync(id, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await endpoints.FindAsync("answers", CancellationToken.None), Is.Null);
            Assert.That(await endpoints.ListAsync(CancellationToken.None), Is.Empty);
            Assert.That(await endpoints.FindVersionAsync(id, 1, CancellationToken.None), Is.Null);
            Assert.That(await PublishAsync(host, id, "answers"), Is.Null);
        }

        await host.Flows.RestoreAsync(id, CancellationToken.None);
        Assert.That(await endpoints.FindAsync("answers", CancellationToken.None), Is.Not.Null);

        await host.Flows.DeleteAsync(id, CancellationToken.None);
        await host.Flows.PurgeAsync(id, CancellationToken.None);
        Assert.That((await PublishAsync(host, await CreateAsync(host, "New"), "answers"))!.Number, Is.EqualTo(1), "a flow that is gone holds no slug");
    }

    [Test]
    [Hazard("SEC-62")]
    public async Task A_key_is_found_by_its_secret_and_the_secret_is_not_kept()
    {
        await using var host = new StorageHost(_folder);
        var keys = host.Get<IApiKeyStore>();
        var (id, secret) = ApiKeySecret.New();
        var key = new ApiKey
        {
            Id = id,
            Name = "Shop",
            Scopes = ApiKeyScope.Run | ApiKeyScope.Read,
            Slugs = ["answers", "other"],
            RequestsPerMinute = 60,
            CreatedAt = host.Clock.Now,
            ExpiresAt = host.Clock.Now.AddDays(1),
        };
        await keys.AddAsync(key, secret, CancellationToken.None);
        await keys.TouchAsync(id, host.Clock.Now.AddMinutes(1), CancellationToken.None);

        var found = await keys.FindAsync(secret, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found! with { Slugs = null }, Is.EqualTo(key with { Slugs = null, LastUsedAt = host.Clock.Now.AddMinutes(1) }));
            Assert.That(found.Slugs, Is.EquivalentTo(key.Slugs));
            Assert.That(await keys.FindAsync(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), CancellationToken.None), Is.Null);
            Assert.That(await keys.FindAsync("fb_nonsense", CancellationToken.None), Is.Null);
            Assert.That((await keys.ListAsync(CancellationToken.None)).Select(item => item.Id), Is.EqualTo(new[] { id }));
            foreach (var file in Directory.EnumerateFiles(_folder.Path, "flowbuilder.db*"))
                Assert.That(await TextOfAsync(file), Does.Not.Contain(secret[(ApiKeySecret.Prefix.Length + id.Length + 1)..]), file);
        }

        Assert.That(await keys.DeleteAsync(id, CancellationToken.None), Is.True);
        Assert.That(await keys.FindAsync(secret, CancellationToken.None), Is.Null);
    }

    private static async Task<string> CreateAsync(StorageHost host, string name) =>
        (await host.Flows.CreateAsync(new Flow { Name = name }, CancellationToken.None)).Id;

    private static async Task<FlowVersion?> PublishAsync(StorageHost host, string id, string slug, string note = "") =>
        await host.Get<IEndpointStore>().PublishAsync(
            id, slug, note, (await host.Flows.FindAsync(id, CancellationToken.None))?.Flow ?? new Flow { Name = "Gone" }, CancellationToken.None);

    private static TrafficSplit Split(params (int Version, int Share)[] shares) =>
        TrafficSplit.TryOf(shares.Select(share => KeyValuePair.Create(share.Version, share.Share)))!;

    private static async Task<string> TextOfAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
