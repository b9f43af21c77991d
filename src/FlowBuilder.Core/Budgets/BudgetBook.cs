using System.Diagnostics.CodeAnalysis;
using FlowBuilder.Core.Execution;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Budgets;

/// <summary>Keeps the accounts that runs share: the day's and each key's, from one day to the next and from one start of the program to the next.</summary>
/// <remarks>Thread-safe. A run that goes on past midnight draws on the day on which it began.</remarks>
/// <param name="budgets">What the operator lets the installation use.</param>
/// <param name="store">Where it is kept what was used.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures of the store go.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
public sealed class BudgetBook(InstallationBudgets budgets, IBudgetStore store, TimeProvider time, ILogger<BudgetBook> logger)
{
    private const string DayAccount = "day";

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _opening = new(1);
    private readonly Dictionary<(DateOnly Day, string Account), BudgetAccount> _accounts = [];
    private readonly Dictionary<(DateOnly Day, string Account), BudgetUse> _unwritten = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>Waits until all that was used is stored.</summary>
    public Task FlushAsync()
    {
        lock (_gate) return _writing;
    }

    /// <summary>What a key has used today.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<BudgetUse> UsedTodayAsync(string keyId, CancellationToken cancellationToken)
    {
        var (day, account) = (Today, AccountOf(keyId));
        await FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return await store.FindAsync(day, account, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The accounts that a run draws on beside its own.</summary>
    /// <param name="key">The key that it is started with, where that has a budget; or null.</param>
    /// <param name="mayBeSpent">Whether the run goes on from an earlier life of the program: its next call to a model then meets the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BudgetSpentException">One of them is used up.</exception>
    internal async ValueTask<IReadOnlyList<BudgetAccount>> OpenAsync(KeyBudget? key, bool mayBeSpent, CancellationToken cancellationToken)
    {
        var accounts = new List<BudgetAccount>();
        if (budgets.Run is { } run) accounts.Add(new BudgetAccount(BudgetScope.Run, FlowRun.BudgetName(BudgetScope.Run, ""), run));
        if (key is not null) accounts.Add(await OpenAsync(BudgetScope.Key, AccountOf(key.Id), key.Name, key.Budget, cancellationToken).ConfigureAwait(false));
        if (budgets.Day is { } day) accounts.Add(await OpenAsync(BudgetScope.Day, DayAccount, "", day, cancellationToken).ConfigureAwait(false));
        if (!mayBeSpent) foreach (var account in accounts) ThrowIfSpent(account);
        return accounts;
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    private TimeZoneInfo Zone => budgets.Zone ?? time.LocalTimeZone;

    private static string AccountOf(string keyId) => $"key/{keyId}";

    private void ThrowIfSpent(BudgetAccount account)
    {
        BudgetReach? reach;
        lock (BudgetAccount.Gate) reach = account.Spent;
        if (reach is not null) throw new BudgetSpentException(reach, (account.RenewsAt ?? time.GetUtcNow()) - time.GetUtcNow());
    }

    private async ValueTask<BudgetAccount> OpenAsync(BudgetScope scope, string name, string title, Budget budget, CancellationToken cancellationToken)
    {
        var day = Today;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_accounts.TryGetValue((day, name), out var account))
            {
                foreach (var old in _accounts.Keys.Where(known => known.Day != day).ToList()) _accounts.Remove(old);
                await FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                account = new BudgetAccount(scope, FlowRun.BudgetName(scope, title), budget) { RenewsAt = EndOf(day), OnUsed = used => Note(day, name, used) };
                var used = await store.FindAsync(day, name, cancellationToken).ConfigureAwait(false);
                account.Start(used);
                account.ShareTime(time, used.Seconds);
                _accounts.Add((day, name), account);
            }

            // The operator, or whoever made the key, may have given it more or less meanwhile.
            lock (BudgetAccount.Gate) account.Limit(budget);
            return account;
        }
        finally
        {
            _opening.Release();
        }
    }

    // Midnight may be skipped by a zone that sets its clocks then: the day begins with its first moment that there is.
    private DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    // Called under the account's lock at every report of usage.
    private void Note(DateOnly day, string account, BudgetUse used)
    {
        lock (_gate)
        {
            _unwritten[(day, account)] = _unwritten.GetValueOrDefault((day, account), BudgetUse.None) + used;
            if (_writing.IsCompleted) _writing = Task.Run(WriteAsync);
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            List<KeyValuePair<(DateOnly Day, string Account), BudgetUse>> some;
            lock (_gate)
            {
                if (_unwritten.Count == 0)
                {
                    // Whoever notes from here on starts a writing of its own.
                    _writing = Task.CompletedTask;
                    return;
                }

                some = [.. _unwritten];
                _unwritten.Clear();
            }

            foreach (var ((day, account), used) in some)
            {
                try
                {
                    await store.AddAsync(day, account, used, CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception failure)
                {
                    logger.LogError(failure, "What was used of the budget {Account} of {Day} could not be stored; it counts until the program ends", account, day);
                }
            }
        }
    }
}
