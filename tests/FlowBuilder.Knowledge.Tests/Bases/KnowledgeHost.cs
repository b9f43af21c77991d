using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Tests.Nodes;
using FlowBuilder.Nodes;
using FlowBuilder.Storage;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Knowledge.Tests.Bases;

/// <summary>Knowledge bases in a data folder of their own, and flows that are run beside them.</summary>
internal sealed class KnowledgeHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-knowledge-").FullName;
    private readonly ServiceProvider _services;

    public KnowledgeHost(IEmbeddingModels? embeddings = null, ScriptedChatModels? models = null)
    {
        Catalogue = NodeCatalogue.FromAssemblies(typeof(KnowledgeSearchNode).Assembly, typeof(NodesRegistration).Assembly, typeof(TextSourceNode).Assembly);
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new FlowFormat(Catalogue))
            .AddLogging()
            .AddSingleton(embeddings ?? new NoEmbeddings())
            .AddSingleton<IChatModels>(models ?? new ScriptedChatModels("An answer."))
            .AddFlowBuilderStorage(new StorageOptions { DataFolder = _folder })
            .AddFlowBuilderKnowledge()
            .AddFlowBuilderKnowledgeBases();
        services.AddFlowBuilderNodes();
        _services = services.BuildServiceProvider();
    }

    public NodeCatalogue Catalogue { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task MakeAsync(string id, KnowledgeSettings? settings = null, string description = "") => Get<IKnowledgeStore>()
        .CreateAsync(new KnowledgeBase { Id = id, Name = $"The {id}", Description = description, Settings = settings ?? new KnowledgeSettings() }, default).AsTask();

    /// <summary>Makes a knowledge base of texts, each a document.</summary>
    public async Task FillAsync(string id, params (string Id, string Text, object? Metadata)[] texts)
    {
        await MakeAsync(id);
        await AddAsync(id, [.. texts.Select(text => new KnowledgeUpload
        {
            Id = text.Id,
            Title = text.Id,
            Content = Encoding.UTF8.GetBytes(text.Text),
            Metadata = Facts(text.Metadata),
        })]);
    }

    /// <summary>Adds one document whose lines are chunks.</summary>
    public Task AddLinesAsync(string id, string document, IEnumerable<string> lines, object? metadata = null) => AddAsync(id, new KnowledgeUpload
    {
        Id = document,
        Title = document,
        Source = $"{document}.jsonl",
        Content = Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => JsonSerializer.Serialize(line)))),
        Metadata = Facts(metadata),
    });

    /// <summary>Adds documents and reads them in.</summary>
    public async Task AddAsync(string id, params IReadOnlyList<KnowledgeUpload> uploads)
    {
        await Get<IKnowledgeDocuments>().AddAsync(id, uploads, default);
        await ReadInAsync();
    }

    /// <summary>Reads in what waits.</summary>
    public async Task ReadInAsync()
    {
        while (await Get<IKnowledgeWork>().ClaimAsync(1, default) is [var ticket])
            await Get<DocumentIngest>().RunAsync(ticket, () => { }, default);
    }

    public async Task<string[]> FoundAsync(string id, KnowledgeQuery query) =>
        [.. (await Get<KnowledgeSearch>().SearchAsync(id, query, default))!.Select(hit => hit.Chunk.DocumentId)];

    /// <summary>Runs a flow to its end.</summary>
    public Task<IReadOnlyList<RunEvent>> RunAsync(string flow, object? inputs = null) => new FlowHarness(Catalogue, _services).RunAsync(flow, inputs);

    /// <summary>Runs a flow and gives what a node gave on a port.</summary>
    public async Task<T> OutputAsync<T>(string flow, string node, string port)
    {
        var events = await RunAsync(flow);
        var given = events.OfType<NodeOutputGiven>().FirstOrDefault(output => output.Node == node && output.Port == port);
        Assert.That(given, Is.Not.Null, string.Join('\n', events.Lines().Concat(events.OfType<NodeFailed>().Select(failed => failed.Fault.Text.English))));
        return (T)given!.Output.Value;
    }

    /// <summary>Runs a flow and gives the fault of a node.</summary>
    public async Task<Core.Faults.NodeFault> FaultAsync(string flow, string node) =>
        (await RunAsync(flow)).OfType<NodeFailed>().Single(failed => failed.Node == node).Fault;

    private static ImmutableSortedDictionary<string, string> Facts(object? metadata) =>
        JsonMembers.Of(metadata ?? new { }).ToImmutableSortedDictionary(fact => fact.Key, fact => fact.Value.ToString(), StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
