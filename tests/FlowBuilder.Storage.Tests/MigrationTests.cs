using System.Globalization;
using Dapper;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Tools;
using FlowBuilder.Storage.Sqlite;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tests;

/// <summary>
/// Databases as every earlier schema's program left them: the files of Migrations up to that number, with the rows of Schemas
/// written at each. This program brings them up to date, and reads what is in them.
/// </summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MigrationTests : IDisposable
{
    private const string Flow = "flow00000001";

    private static readonly string Rows = Repository.At("tests", "FlowBuilder.Storage.Tests", "Schemas");
    private static readonly string Files = Repository.At("src", "FlowBuilder.Storage", "Migrations");

    private readonly DataFolderOnDisk _folder = new();

    private static IEnumerable<int> EverySchema => Directory.GetFiles(Files, "*.sql").Select(NumberOf).Order();

    public void Dispose() => _folder.Dispose();

    [TestCaseSource(nameof(EverySchema))]
    public async Task What_a_program_of_an_earlier_schema_saved_is_there_and_readable(int schema)
    {
        var before = MakeDatabase(schema);

        await using var host = new StorageHost(_folder);
        _ = host.Flows;

        foreach (var (table, rows) in before) Assert.That(Count(table), Is.EqualTo(rows), table);
        foreach (var read in ReadsUpTo(schema)) await read(host);
        Assert.That(Scalar("PRAGMA user_version"), Is.EqualTo(Migrations.Latest));
        Assert.That(FullCheck.Run(_folder.Path), Is.Empty);

        // And it takes new saves.
        var stored = (await host.Flows.FindAsync(Flow, CancellationToken.None))!;
        Assert.That((await host.Flows.SaveAsync(Flow, stored.Flow with { Name = "changed" }, 3, CancellationToken.None))!.Revision, Is.EqualTo(4));
        await host.Runs.SaveAsync(RunSamples.Record("new"), RunSamples.EveryType(), CancellationToken.None);
        Assert.That(await host.Runs.ReadAllAsync("new"), Has.Count.EqualTo(RunSamples.EveryType().Count));
    }

    [Test]
    public void Every_table_has_rows_that_are_migrated()
    {
        var rows = MakeDatabase(Migrations.Latest);

        Assert.That(rows.Where(table => table.Value == 0).Select(table => table.Key), Is.Empty, "Add rows of the newest migration's tables to Schemas/NNNN.sql.");
    }

    /// <summary>Makes a database as it was at a schema.</summary>
    /// <returns>How many rows each table has.</returns>
    private Dictionary<string, long> MakeDatabase(int schema)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        Migrations.Claim(connection);
        connection.Execute("PRAGMA foreign_keys = ON");
        foreach (var file in Directory.GetFiles(Files, "*.sql").OrderBy(NumberOf).TakeWhile(file => NumberOf(file) <= schema))
        {
            connection.Execute(File.ReadAllText(file));
            var rows = Path.Combine(Rows, $"{NumberOf(file):0000}.sql");
            if (File.Exists(rows)) connection.Execute(File.ReadAllText(rows));
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {schema}"));
        return connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'knowledge_terms%'")
            .ToDictionary(table => table, table => connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}"));
    }

    private static IEnumerable<Func<StorageHost, Task>> ReadsUpTo(int schema) => new Dictionary<int, Func<StorageHost, Task>>
    {
        [1] = async host =>
        {
            var flow = (await host.Flows.FindAsync(Flow, CancellationToken.None))!;
            Assert.That((flow.Revision, flow.Flow.Name, flow.Flow.Nodes[0].Type), Is.EqualTo((3L, "답변", "input.text")));
            Assert.That((await host.Flows.ListBinAsync(CancellationToken.None)).Select(found => found.Name), Is.EqualTo(new[] { "In the bin" }));
            Assert.That((await host.Runs.FindAsync("run-1", CancellationToken.None))!.Usage, Is.EqualTo(new Core.Nodes.TokenUsage(3, 4, 0.5m)));
            Assert.That((await host.Runs.FindAsync("run-2", CancellationToken.None))!.Fault!.Text.All["ko"], Is.EqualTo("실패했습니다."));
            Assert.That((await host.Runs.ReadAllAsync("run-1")).Select(found => found.Seq), Is.EqualTo(new[] { 1, 2 }));
            Assert.That((await host.Runs.ListFeedbackAsync("run-1", CancellationToken.None)).Single().Comment, Is.EqualTo("good"));
            Assert.That(await host.Runs.ClaimKeyAsync("idem", "run-9", TimeSpan.FromHours(1), CancellationToken.None), Is.EqualTo("run-1"));
            Assert.That((await host.Connections.FindAsync("openai", CancellationToken.None))!.Models, Is.EqualTo(new[] { "small" }));
        },
        [2] = async host =>
        {
            Assert.That((await host.Conversations.FindAsync("talk", CancellationToken.None))!.Name, Is.EqualTo("Warranty"));
            Assert.That((await host.Conversations.ListTurnsAsync("talk", CancellationToken.None)).Single().End!.Answer, Is.EqualTo("Two years"));
        },
        [3] = async host => Assert.That((await host.Get<IPinStore>().ListAsync(Flow, CancellationToken.None)).Single().Outputs[0].Value.Value, Is.EqualTo("fixed")),
        [4] = async host =>
        {
            Assert.That((await host.Get<IEndpointStore>().FindVersionAsync(Flow, 1, CancellationToken.None))!.Flow.Name, Is.EqualTo("답변"));
            Assert.That((await host.Get<IEndpointStore>().FindAsync("answers", CancellationToken.None))!.Traffic.Shares[1], Is.EqualTo(100));
            Assert.That((await host.Get<IApiKeyStore>().ListAsync(CancellationToken.None)).Single().Slugs, Is.EquivalentTo(new[] { "answers" }));
            Assert.That((await host.Runs.FindAsync("run-3", CancellationToken.None))!.Endpoint!.Version, Is.EqualTo(1));
        },
        [5] = async host =>
        {
            var schedule = (await host.Get<IScheduleStore>().FindAsync("daily", CancellationToken.None))!;
            Assert.That((schedule.Missed, schedule.Inputs["question"].GetString()), Is.EqualTo((MissedPolicy.Once, "?")));
            Assert.That((await host.Get<IScheduleStore>().ListRunsAsync("daily", 10, CancellationToken.None)).Single().RunId, Is.EqualTo("run-3"));
        },
        [6] = async host =>
        {
            Assert.That((await host.Get<IWebhookStore>().FindAsync("hook", CancellationToken.None))!.Signature, Is.EqualTo(WebhookSignature.None));
            Assert.That((await host.Get<IWebhookStore>().CallsAsync("hook", CancellationToken.None)).Single().DeliveryId, Is.EqualTo("d1"));
            Assert.That((await host.Get<IDeliveryTargetStore>().FindAsync("target", CancellationToken.None))!.Runs, Is.EqualTo(DeliveryRuns.All));
            Assert.That((await host.Get<IDeliveryOutbox>().FindAsync("delivery", CancellationToken.None))!.Attempts, Is.EqualTo(2));
        },
        [7] = async host =>
        {
            Assert.That((await host.Get<IKnowledgeStore>().FindAsync("kb", CancellationToken.None))!.Counts.Ready, Is.EqualTo(1));
            var content = await host.Get<IKnowledgeDocuments>().ContentAsync("kb", "note", CancellationToken.None);
            Assert.That(System.Text.Encoding.UTF8.GetString(content!.Value.Span), Is.EqualTo("The warranty is two years."));
            Assert.That((await host.Get<IKnowledgeChunks>().ListAsync("kb", "note", 0, 10, CancellationToken.None)).Single().Text, Is.EqualTo("The warranty is two years."));
            Assert.That((await host.Get<IKnowledgeChunks>().VectorsAsync("kb", "offline", [1], CancellationToken.None)).Single().Value, Is.EqualTo(new[] { 1f, 0f }));
        },
        [8] = async host => Assert.That((await host.Get<IKnowledgeChunks>().ListAsync("kb", "note", 0, 10, CancellationToken.None)).Single().Section, Does.Contain("Keep the bill.")),
        [9] = async host =>
        {
            Assert.That((await host.Get<IMemoryStore>().ListFactsAsync(new MemoryOwner(MemoryOwnerKind.User, "ann"), CancellationToken.None)).Single().Text, Is.EqualTo("Likes tea"));
            var summaries = await host.Get<IMemoryStore>().ListSummariesAsync(new MemoryOwner(MemoryOwnerKind.Session, "talk", Flow), CancellationToken.None);
            Assert.That(summaries.Single().Messages, Is.EqualTo(4));
        },
        [10] = async host => Assert.That((await host.Get<IToolServerStore>().FindAsync("web", CancellationToken.None))!.Kind, Is.EqualTo(ToolServerKind.Http)),
        [11] = async host =>
        {
            Assert.That((await host.Get<IApiKeyStore>().ListAsync(CancellationToken.None)).Single().DailyBudget!.Tokens, Is.EqualTo(1000));
            Assert.That((await host.Get<IBudgetStore>().FindAsync(new DateOnly(2026, 1, 2), "day", CancellationToken.None)).Cost, Is.EqualTo(0.0000005m));
        },
        [12] = async host => Assert.That((await host.Get<IRecordingStore>().FindAsync(Flow, CancellationToken.None))!.Calls.Single().Request.Name, Is.EqualTo("time")),
        [13] = async host =>
        {
            var latest = await host.Get<IUsageHistory>().LatestAsync(Flow, new Dictionary<string, string> { ["model"] = "same" }, 10, CancellationToken.None);
            Assert.That(latest.Single().Usage.OutputTokens, Is.EqualTo(4));
        },
        [14] = async host =>
        {
            Assert.That((await host.Get<IUnfinishedRuns>().ListAsync(CancellationToken.None)).Single().RunId, Is.EqualTo("run-14"));
            Assert.That((await host.Get<IEndpointStore>().FindAsync("answers", CancellationToken.None))!.Durability, Is.EqualTo(RunDurability.Run));
        },
        [15] = async host =>
        {
            var account = (await host.Get<IAccountStore>().FindByNameAsync("ANN@EXAMPLE.COM", CancellationToken.None))!;
            Assert.That((account.Id, account.Role, account.FailedSignIns, account.LockedUntil), Is.EqualTo(("ann", AccountRole.Editor, 2, (DateTimeOffset?)null)));
            Assert.That(await host.Get<IGrantStore>().ListAsync(CancellationToken.None), Is.EqualTo(new[] { new Grant(Resource.Flow(Flow), "ann", AccessLevel.Own) }));
            Assert.That((await host.Get<IAuditLog>().ListAsync(new AuditQuery(), CancellationToken.None)).Single().Entry.Action, Is.EqualTo("flow.created"));
            Assert.That((await host.Get<IApiKeyStore>().ListAsync(CancellationToken.None)).Single().AccountId, Is.EqualTo("ann"));
        },
        [16] = async host => Assert.That((await host.Get<IUnfinishedRuns>().ReadAsync("run-14", CancellationToken.None)).Single().Seq, Is.EqualTo(9)),
        [17] = async host => Assert.That((await host.Get<ISessionStore>().ListEndedAsync(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), CancellationToken.None)).Single().Session, Is.EqualTo("5e55")),
    }.Where(read => read.Key <= schema).Select(read => read.Value);

    private long Count(string table) => Scalar($"SELECT count(*) FROM {table}");

    private long Scalar(string sql)
    {
        using var connection = _folder.Connect();
        return connection.ExecuteScalar<long>(sql);
    }

    private static int NumberOf(string file) => int.Parse(Path.GetFileName(file).AsSpan(0, 4), CultureInfo.InvariantCulture);
}
