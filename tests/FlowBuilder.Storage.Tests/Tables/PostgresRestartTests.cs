using System.Collections.Concurrent;
using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Storage.Tables.Postgres;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;
using Npgsql;

namespace FlowBuilder.Storage.Tests.Tables;

/// <summary>A PostgreSQL server that goes away and comes back while many ask it.</summary>
public sealed class PostgresRestartTests
{
    private const int Askers = 200;
    private const string Question = "SELECT sum(x) FROM generate_series(1, 200000) AS x";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PostgresServer? _server;

    [OneTimeSetUp]
    public void Start()
    {
        _server = PostgresServer.TryStart();
        if (_server is null) Assert.Ignore("PostgreSQL is not installed here, or this account cannot start it.");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        _server?.Dispose();
    }

    [TestCase("restarted")]
    [TestCase("its lines cut")]
    [Hazard("REL-17")]
    public async Task Rel17_all_questions_are_answered_soon_after_it_and_the_pool_has_lost_no_connection(string what)
    {
        var (answered, faults, answers) = (new ConcurrentBag<long>(), new ConcurrentBag<NodeException>(), new SemaphoreSlim(0));
        var askers = Enumerable.Range(0, Askers).Select(_ => Task.Run(() => AskUntilAnsweredAsync(answered, faults, answers))).ToList();

        // In the midst of them: some have been answered, most have not.
        for (var i = 0; i < 10; i++) Assert.That(await answers.WaitAsync(Patience));
        if (what == "restarted") _server!.RestartAtOnce();
        else await CutAllAsync();
        await Task.WhenAll(askers);

        await using (var sources = new Sources())
        {
            for (var i = 0; i < 8; i++) sources.Add(await PostgresTableSource.OpenAsync(Connection, default));
            Assert.That(await Task.WhenAll(sources.Select(AskAsync)), Is.All.EqualTo(20000100000L));
        }

        Assert.That(answered, Has.Count.EqualTo(Askers).And.All.EqualTo(20000100000L));
        Assert.That(faults, Is.Not.Empty, "nobody noticed");
        Assert.That(faults.Select(fault => (fault.Code, fault.IsTransient)), Is.All.EqualTo(("table.unreachable", true)), string.Join("\n", faults.Select(fault => fault.Text.English).Distinct()));
    }

    // As the runner does with a node whose fault may pass.
    private async Task AskUntilAnsweredAsync(ConcurrentBag<long> answered, ConcurrentBag<NodeException> faults, SemaphoreSlim answers)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(100))
        {
            try
            {
                await using var source = await PostgresTableSource.OpenAsync(Connection, default);
                answered.Add(await AskAsync(source));
                answers.Release();
                return;
            }
            catch (NodeException fault)
            {
                faults.Add(fault);
            }
        }
    }

    private static async Task<long> AskAsync(PostgresTableSource source) => (long)(await source.QueryAsync(new TableQuery(Question) { Limits = new TableLimits { Time = Patience } }, default)).Rows[0][0]!;

    private async Task CutAllAsync()
    {
        await using var connection = await PostgresAccess.OpenAsync(Connection, default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
        Assert.That((long)(await command.ExecuteScalarAsync())!, Is.Positive);
    }

    private Connection Connection => new()
    {
        Name = "db",
        Kind = ConnectionKind.PostgreSql,
        BaseUrl = new DatabaseAddress("127.0.0.1", _server!.Port, "postgres", "postgres", DatabaseTls.Prefer).ToUri(),
        ApiKey = new Secret("top"),
    };

    private sealed class Sources : List<PostgresTableSource>, IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var source in this) await source.DisposeAsync();
        }
    }
}
