using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class IdempotencyKeyTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Of_twenty_claims_at_once_one_wins_and_all_are_told_the_same()
    {
        await using var host = new StorageHost(_folder);
        for (var round = 0; round < 20; round++)
        {
            var key = $"key-{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
                i => Task.Run(async () => (Run: $"{key}-{i}", Owner: await host.Runs.ClaimKeyAsync(key, $"{key}-{i}", Day, CancellationToken.None)))));

            Assert.That(answers.Select(answer => answer.Owner).Distinct().Count(), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.Run == answer.Owner), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_key_is_remembered_through_a_restart_and_forgotten_when_its_time_is_over()
    {
        await using (var host = new StorageHost(_folder))
            Assert.That(await host.Runs.ClaimKeyAsync("k", "first", Day, CancellationToken.None), Is.EqualTo("first"));

        await using var reopened = new StorageHost(_folder);
        reopened.Clock.Now += Day - TimeSpan.FromTicks(1);
        Assert.That(await reopened.Runs.ClaimKeyAsync("k", "second", Day, CancellationToken.None), Is.EqualTo("first"));
        reopened.Clock.Now += TimeSpan.FromTicks(1);
        Assert.That(await reopened.Runs.ClaimKeyAsync("k", "third", Day, CancellationToken.None), Is.EqualTo("third"));
        Assert.That(await reopened.Runs.ClaimKeyAsync("other", "fourth", Day, CancellationToken.None), Is.EqualTo("fourth"));
    }
}
