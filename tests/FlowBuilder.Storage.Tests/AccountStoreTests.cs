using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AccountStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly byte[] Link = [.. Enumerable.Repeat((byte)7, 32)];

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task An_account_comes_back_whole_from_another_process()
    {
        var saved = AccountNamed("ann");
        saved.Provider = "company";
        saved.ProviderSubject = "4711";
        saved.LockedUntil = Now.AddMinutes(1);
        saved.FailedSignIns = 3;
        saved.IsDisabled = true;
        await using (var host = new StorageHost(_folder)) Assert.That(await Accounts(host).AddAsync(saved, default), Is.True);

        await using var again = new StorageHost(_folder);
        var found = await Accounts(again).FindByProviderAsync("company", "4711", default);

        Assert.That(found, Is.EqualTo(saved).UsingPropertiesComparer());
        Assert.That((await Accounts(again).FindByNameAsync("ANN", default))!.Id, Is.EqualTo("ann"));
        Assert.That(await Accounts(again).FindAsync("bob", default), Is.Null);
    }

    [Test]
    public async Task A_name_is_given_once()
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);
        await Accounts(host).AddAsync(AccountNamed("bob"), default);

        Assert.That(await Accounts(host).AddAsync(AccountNamed("ann", id: "other"), default), Is.False);
        Assert.That(await Accounts(host).UpdateAsync(AccountNamed("ann", id: "bob"), "s-bob", default), Is.EqualTo(AccountUpdate.NameTaken));
        Assert.That((await Accounts(host).ListAsync(default)).Select(account => account.Name), Is.EqualTo(new[] { "ann", "bob" }));
    }

    [Test]
    public async Task Of_many_who_make_the_first_account_at_once_one_does()
    {
        await using var host = new StorageHost(_folder);

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
            await Accounts(host).AddFirstAsync(AccountNamed($"a{number}", AccountRole.Administrator), default)));

        Assert.That(made.Count(done => done), Is.EqualTo(1));
        Assert.That(await Accounts(host).ListAsync(default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_administrator_stays_however_many_are_changed_and_removed_at_once()
    {
        await using var host = new StorageHost(_folder);
        for (var number = 0; number < 9; number++) await Accounts(host).AddAsync(AccountNamed($"a{number}", AccountRole.Administrator), default);
        var invited = AccountNamed("invited", AccountRole.Administrator);
        invited.PasswordHash = null;
        await Accounts(host).AddAsync(invited, default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 9).Select(async number => (number % 3) switch
        {
            0 => await Accounts(host).DeleteAsync($"a{number}", default),
            1 => await Accounts(host).UpdateAsync(AccountNamed($"a{number}"), $"s-a{number}", default),
            _ => await Accounts(host).UpdateAsync(Disabled(AccountNamed($"a{number}", AccountRole.Administrator)), $"s-a{number}", default),
        }));

        Assert.That(outcomes.Count(outcome => outcome == AccountUpdate.Stored), Is.EqualTo(8));
        Assert.That(outcomes.Count(outcome => outcome == AccountUpdate.LastAdministrator), Is.EqualTo(1));
        var left = (await Accounts(host).ListAsync(default)).Where(account => account is { Role: AccountRole.Administrator, IsDisabled: false, IsTakenUp: true });
        Assert.That(left.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Ended_sessions_are_kept_until_they_would_be_over_by_themselves()
    {
        await using var host = new StorageHost(_folder);
        var sessions = host.Get<ISessionStore>();
        await sessions.EndAsync("first", Now.AddDays(1), Now, default);
        await sessions.EndAsync("first", Now.AddDays(9), Now, default);
        await sessions.EndAsync("second", Now.AddDays(2), Now, default);

        var atOnce = await sessions.ListEndedAsync(Now, default);
        var later = await sessions.ListEndedAsync(Now.AddHours(36), default);
        await sessions.EndAsync("third", Now.AddDays(9), Now.AddDays(3), default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(atOnce, Is.EqualTo(new[] { ("first", Now.AddDays(1)), ("second", Now.AddDays(2)) }));
            Assert.That(later.Select(ended => ended.Session), Is.EqualTo(new[] { "second" }));
            Assert.That((await sessions.ListEndedAsync(Now, default)).Select(ended => ended.Session), Is.EqualTo(new[] { "third" }), "those that are over are forgotten");
        }
    }

    [Test]
    public async Task Of_two_changes_of_the_same_state_one_is_refused()
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(async number =>
        {
            var account = AccountNamed("ann");
            account.Stamp = $"next-{number}";
            return await Accounts(host).UpdateAsync(account, "s-ann", default);
        }));

        Assert.That(outcomes.Order(), Is.EqualTo(new[] { AccountUpdate.Stored }.Concat(Enumerable.Repeat(AccountUpdate.Changed, 4))));
        Assert.That(await Accounts(host).UpdateAsync(AccountNamed("bob"), "s-bob", default), Is.EqualTo(AccountUpdate.NotFound));
    }

    [Test]
    public async Task Every_wrong_password_counts_also_when_they_come_at_once_and_are_forgotten_with_a_right_one()
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);

        var locked = await Task.WhenAll(Enumerable.Range(0, 9).Select(async _ => await Accounts(host).CountFailureAsync("ann", 5, Now.AddMinutes(15), default)));
        var then = await Accounts(host).FindAsync("ann", default);
        await Accounts(host).SignedInAsync("ann", Now, default);
        var after = await Accounts(host).FindAsync("ann", default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(locked.Count(done => done), Is.EqualTo(1), "the fifth in a row locks");
            Assert.That((then!.FailedSignIns, then.LockedUntil), Is.EqualTo((4, (DateTimeOffset?)Now.AddMinutes(15))));
            Assert.That((after!.FailedSignIns, after.LockedUntil, after.LastSignInAt), Is.EqualTo((0, (DateTimeOffset?)null, (DateTimeOffset?)Now)));
            Assert.That(await Accounts(host).CountFailureAsync("nobody", 1, Now, default), Is.False);
        }
    }

    [Test]
    public async Task A_change_of_an_account_forgets_no_wrong_password_that_was_tried_meanwhile()
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);
        await Accounts(host).CountFailureAsync("ann", 1, Now.AddMinutes(15), default);

        await Accounts(host).UpdateAsync(AccountNamed("ann", AccountRole.Viewer), "s-ann", default);

        Assert.That((await Accounts(host).FindAsync("ann", default))!.LockedUntil, Is.EqualTo(Now.AddMinutes(15)));
    }

    [Test]
    public async Task A_link_that_is_used_by_many_at_once_sets_one_password()
    {
        await using var host = new StorageHost(_folder);
        var invited = AccountNamed("ann");
        invited.PasswordHash = null;
        await Accounts(host).AddAsync(invited, default);
        await Accounts(host).SetLinkAsync("ann", Link, Now.AddDays(1), default);

        var used = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number => await Accounts(host).UseLinkAsync(Link, Now, $"hash-{number}", $"stamp-{number}", default)));

        var winner = used.Single(account => account is not null)!;
        var stored = await Accounts(host).FindAsync("ann", default);
        Assert.That((stored!.PasswordHash, stored.Stamp), Is.EqualTo((winner.PasswordHash, winner.Stamp)));
        Assert.That(await Accounts(host).FindByLinkAsync(Link, Now, default), Is.Null);
    }

    [TestCase("expired")]
    [TestCase("replaced")]
    [TestCase("switched off")]
    [TestCase("password changed")]
    public async Task A_link_is_void_when_it_is(string why)
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);
        await Accounts(host).SetLinkAsync("ann", Link, Now.AddDays(1), default);
        Assert.That((await Accounts(host).FindByLinkAsync(Link, Now, default))!.Id, Is.EqualTo("ann"));

        var changed = AccountNamed("ann");
        var when = Now;
        if (why == "expired") when = Now.AddDays(1);
        else if (why == "replaced") await Accounts(host).SetLinkAsync("ann", new byte[32], Now.AddDays(1), default);
        else if (why == "switched off") await Accounts(host).UpdateAsync(Disabled(changed), "s-ann", default);
        else
        {
            changed.PasswordHash = "another";
            await Accounts(host).UpdateAsync(changed, "s-ann", default);
        }

        Assert.That(await Accounts(host).FindByLinkAsync(Link, when, default), Is.Null);
        Assert.That(await Accounts(host).UseLinkAsync(Link, when, "hash", "stamp", default), Is.Null);
    }

    [Test]
    public async Task An_account_goes_with_its_grants_and_keys_and_others_stay()
    {
        await using var host = new StorageHost(_folder);
        await Accounts(host).AddAsync(AccountNamed("ann"), default);
        await Accounts(host).AddAsync(AccountNamed("bob"), default);
        var flow = Resource.Flow("f");
        var limited = Resource.Connection("c");
        await host.Get<IGrantStore>().ReplaceAsync(flow, [new Grant(flow, "ann", AccessLevel.Own), new Grant(flow, "bob", AccessLevel.View)], default);
        await host.Get<IGrantStore>().ReplaceAsync(limited, [new Grant(limited, "ann", AccessLevel.View), new Grant(limited, Grant.Nobody, AccessLevel.View)], default);
        foreach (var owner in new[] { "ann", "bob", null })
        {
            var (id, secret) = ApiKeySecret.New();
            await host.Get<IApiKeyStore>().AddAsync(new ApiKey { Id = id, Name = owner ?? "-", AccountId = owner, Scopes = ApiKeyScope.Run, CreatedAt = Now }, secret, default);
        }

        Assert.That(await Accounts(host).DeleteAsync("ann", default), Is.EqualTo(AccountUpdate.Stored));

        Assert.That(
            await host.Get<IGrantStore>().ListAsync(default),
            Is.EquivalentTo(new[] { new Grant(flow, "bob", AccessLevel.View), new Grant(limited, Grant.Nobody, AccessLevel.View) }));
        Assert.That((await host.Get<IApiKeyStore>().ListAsync(default)).Select(key => key.AccountId), Is.EquivalentTo(new[] { "bob", null }));
        Assert.That(await Accounts(host).DeleteAsync("ann", default), Is.EqualTo(AccountUpdate.NotFound));
    }

    [Test]
    public async Task Grants_of_a_resource_are_replaced_as_one()
    {
        await using var host = new StorageHost(_folder);
        var flow = Resource.Flow("f");
        await host.Get<IGrantStore>().ReplaceAsync(flow, [new Grant(flow, "ann", AccessLevel.Own), new Grant(flow, Grant.Everyone, AccessLevel.View)], default);

        await host.Get<IGrantStore>().ReplaceAsync(flow, [new Grant(flow, "bob", AccessLevel.Edit)], default);

        Assert.That(await host.Get<IGrantStore>().ListAsync(default), Is.EqualTo(new[] { new Grant(flow, "bob", AccessLevel.Edit) }));
    }

    private static IAccountStore Accounts(StorageHost host) => host.Get<IAccountStore>();

    private static Account AccountNamed(string name, AccountRole role = AccountRole.Editor, string? id = null) => new()
    {
        Id = id ?? name,
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        Role = role,
        PasswordHash = "hash",
        Stamp = $"s-{id ?? name}",
        CreatedAt = Now,
    };

    private static Account Disabled(Account account)
    {
        account.IsDisabled = true;
        return account;
    }
}
