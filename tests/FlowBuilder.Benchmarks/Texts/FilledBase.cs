using System.Collections.Immutable;
using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Benchmarks.Texts;

/// <summary>A knowledge base in a database of its own, filled as the program fills it: documents through the line, two at a time.</summary>
internal sealed class FilledBase : IAsyncDisposable
{
    /// <summary>Its id.</summary>
    public const string Id = "kb";

    /// <summary>The field that has a document's number, from 0.</summary>
    public const string NumberField = "number";

    private const int ChunksOfDocument = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flowbuilder-bench-");
    private readonly ServiceProvider _services;

    private FilledBase()
    {
        var services = new ServiceCollection();
        services.AddSingleton(NodeCatalogue.FromClasses());
        services.AddSingleton<FlowFormat>();
        services.AddSingleton<IEmbeddingModels, NoEmbeddingModels>();
        services.AddFlowBuilderStorage(new StorageOptions { DataFolder = _folder.FullName });
        services.AddFlowBuilderKnowledgeBases();
        _services = services.BuildServiceProvider();
    }

    /// <summary>What searches it.</summary>
    public KnowledgeSearch Search => _services.GetRequiredService<KnowledgeSearch>();

    /// <summary>An empty one. A passage of <see cref="Passages"/> becomes a chunk.</summary>
    public static async Task<FilledBase> StartAsync()
    {
        var made = new FilledBase();
        await made._services.GetRequiredService<IKnowledgeStore>().CreateAsync(
            new KnowledgeBase { Id = Id, Name = Id, Settings = new() { Splitting = new() { Size = 1500, Overlap = 0 } } }, default);
        return made;
    }

    /// <summary>Adds documents of a hundred chunks each and works through them; how long that took, storing their bytes included.</summary>
    public async Task<TimeSpan> AddAsync(int firstDocument, int documents)
    {
        var files = Enumerable.Range(firstDocument, documents).Select(FileOf).ToList();
        var began = TimeProvider.System.GetTimestamp();
        foreach (var file in files) await _services.GetRequiredService<IKnowledgeDocuments>().AddAsync(Id, [file], default);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(WorkAsync)));
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>How many chunks can be found.</summary>
    public async Task<int> CountAsync() => (await _services.GetRequiredService<IKnowledgeStore>().FindAsync(Id, default))!.Counts.Chunks;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task WorkAsync()
    {
        var (work, ingest) = (_services.GetRequiredService<IKnowledgeWork>(), _services.GetRequiredService<DocumentIngest>());
        while (await work.ClaimAsync(1, default) is [var ticket]) await ingest.RunAsync(ticket, () => { }, default);
    }

    private static KnowledgeUpload FileOf(int document)
    {
        // Two passages are longer than a chunk may be, so each becomes one.
        var text = string.Join("\n\n", Enumerable.Range(document * ChunksOfDocument, ChunksOfDocument).Select(Passages.Of));
        return new KnowledgeUpload
        {
            Title = $"{document}.txt",
            Source = $"{document}.txt",
            MediaType = "text/plain",
            Content = Encoding.UTF8.GetBytes(text),
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add(NumberField, $"{document}"),
        };
    }
}
