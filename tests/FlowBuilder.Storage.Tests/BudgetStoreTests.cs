using FlowBuilder.Core.Budgets;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BudgetStoreTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task What_was_used_adds_up_exactly_and_outlasts_the_process()
    {
        await using (var host = new StorageHost(_folder))
        {
            var store = host.Get<IBudgetStore>();
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => store.AddAsync(Day, "day", new BudgetUse(0.0000001m, 3, 0.25), CancellationToken.None).AsTask()));
            await store.AddAsync(Day, "day", new BudgetUse(0, 1, 0), CancellationToken.None);
            await store.AddAsync(Day, "key/a", new BudgetUse(0, 10, 1.5), CancellationToken.None);
        }

        await using var reopened = new StorageHost(_folder);
        var found = reopened.Get<IBudgetStore>();

        Assert.That(await found.FindAsync(Day, "day", CancellationToken.None), Is.EqualTo(new BudgetUse(0.00001m, 301, 25)));
        Assert.That(await found.FindAsync(Day, "key/a", CancellationToken.None), Is.EqualTo(new BudgetUse(0, 10, 1.5)));
        Assert.That(await found.FindAsync(Day.AddDays(1), "day", CancellationToken.None), Is.EqualTo(BudgetUse.None));
    }
}
