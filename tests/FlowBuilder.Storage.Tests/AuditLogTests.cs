using FlowBuilder.Core.Auditing;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AuditLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task An_entry_comes_back_whole_and_the_latest_first_by_pages()
    {
        await using var host = new StorageHost(_folder);
        var log = host.Get<IAuditLog>();
        var entries = Enumerable.Range(0, 5).Select(number => Entry(number) with { KeyId = "key", Address = "::1", TargetName = "답변", Detail = "viewer → editor" }).ToArray();
        foreach (var entry in entries) await log.AddAsync(entry, default);

        var first = await log.ListAsync(new AuditQuery { Top = 2 }, default);
        var second = await log.ListAsync(new AuditQuery { Top = 2, Before = first[^1].Number }, default);

        Assert.That(first.Concat(second).Select(found => found.Entry), Is.EqualTo(new[] { entries[4], entries[3], entries[2], entries[1] }));
    }

    [Test]
    public async Task Entries_are_found_by_who_what_and_to_what()
    {
        await using var host = new StorageHost(_folder);
        var log = host.Get<IAuditLog>();
        await log.AddAsync(Entry(0, "ann", "flow.created", "f"), default);
        await log.AddAsync(Entry(1, "bob", "flow.deleted", "f"), default);
        await log.AddAsync(Entry(2, null, "flowers_sent", "g"), default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await NumbersOf(new AuditQuery { AccountId = "ann" }), Is.EqualTo(new[] { 0 }));
            Assert.That(await NumbersOf(new AuditQuery { Action = "flow." }), Is.EqualTo(new[] { 1, 0 }));
            Assert.That(await NumbersOf(new AuditQuery { Action = "flower%" }), Is.Empty);
            Assert.That(await NumbersOf(new AuditQuery { TargetId = "f", AccountId = "bob" }), Is.EqualTo(new[] { 1 }));
        }

        async Task<IEnumerable<int>> NumbersOf(AuditQuery query) =>
            (await log.ListAsync(query, default)).Select(found => (int)(found.Entry.At - Start).TotalDays);
    }

    [Test]
    public async Task Old_entries_are_removed_and_their_numbers_do_not_come_back()
    {
        await using var host = new StorageHost(_folder);
        var log = host.Get<IAuditLog>();
        for (var number = 0; number < 3; number++) await log.AddAsync(Entry(number), default);
        var last = (await log.ListAsync(new AuditQuery(), default))[0].Number;

        Assert.That(await log.PruneAsync(Start.AddDays(2), default), Is.EqualTo(2));
        Assert.That((await log.ListAsync(new AuditQuery(), default)).Single().Entry, Is.EqualTo(Entry(2)));

        await log.PruneAsync(Start.AddDays(9), default);
        await log.AddAsync(Entry(4), default);
        Assert.That((await log.ListAsync(new AuditQuery(), default)).Single().Number, Is.GreaterThan(last));
    }

    private static AuditEntry Entry(int day, string? account = "ann", string action = "flow.created", string? target = "f") =>
        new() { At = Start.AddDays(day), AccountId = account, Actor = account ?? "this machine", Action = action, TargetId = target };
}
