using System.Collections.Immutable;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Citing;

namespace FlowBuilder.Web.Chatting;

/// <summary>The documents behind an answer, and whether the numbers in the answer count them.</summary>
/// <param name="Documents">The documents; in the order of their numbers where these are known, else best first.</param>
/// <param name="AreNumbered">Whether <c>[1]</c> in the answer is the first of them.</param>
internal sealed record AnswerDocuments(IReadOnlyList<Document> Documents, bool AreNumbered)
{
    private const string CiteType = "documents.cite";
    private const int MostSources = 20;
    private const int ExcerptLength = 280;

    private static readonly string[] Places = ["page", "slide", "sheet", "row", "section"];

    /// <summary>The documents behind the answer of a run.</summary>
    /// <remarks>
    /// What a node that cites sources gave is what the numbers count. Without one it is the list that was found, as prompts number
    /// it; of several lists nobody knows which one is counted.
    /// </remarks>
    /// <param name="run">The run.</param>
    /// <param name="flow">The flow that was run, or as it is now.</param>
    public static AnswerDocuments Of(RunSnapshot run, Flow flow)
    {
        var cited = flow.Nodes.Where(node => node.Type == CiteType).Select(node => ListOf(run, node.Id.Value)).OfType<DocumentList>().ToList();
        var lists = cited.Count > 0 ? cited : [.. Found(run, flow)];
        if (lists is [var only]) return new AnswerDocuments(only, AreNumbered: true);
        return new AnswerDocuments(
            [.. lists.SelectMany(documents => documents)
                .DistinctBy(document => (document.Title, document.Source, document.Text))
                .OrderByDescending(document => document.Score ?? double.MinValue)],
            AreNumbered: false);
    }

    /// <summary>The documents as a chat keeps them; at most 20.</summary>
    /// <param name="answer">The answer, of which the excerpts show what it cites.</param>
    public ImmutableArray<TurnSource> ToSources(string answer) =>
    [
        .. Documents.Select((document, index) => (Document: document, Number: index + 1))
            .Where(item => item.Document.Text.Length > 0)
            .Take(MostSources)
            .Select(item => SourceOf(item.Document, answer, AreNumbered ? item.Number : null)),
    ];

    /// <summary>The address of a document where it is on the web, else null.</summary>
    public static string? LinkOf(Document document) =>
        Uri.TryCreate(document.Source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    /// <summary>The part of a document that an answer speaks of, else its beginning.</summary>
    public static string ExcerptOf(Document document, string answer, int? number) => CitedExcerpt.Of(document.Text, answer, number, ExcerptLength);

    private static TurnSource SourceOf(Document document, string answer, int? number) =>
        new(document.Title.Length > 0 ? document.Title : document.Source, ExcerptOf(document, answer, number), document.Score)
        {
            Number = number,
            Link = LinkOf(document),
            Place = PlaceOf(document),
            Knowledge = document.Metadata.GetValueOrDefault("knowledge"),
            DocumentId = document.Metadata.GetValueOrDefault("documentId"),
            ChunkId = document.Metadata.GetValueOrDefault("chunkId"),
        };

    private static SourcePlace? PlaceOf(Document document)
    {
        if (Places.FirstOrDefault(document.Metadata.ContainsKey) is not { } kind) return null;
        var value = document.Metadata[kind];

        // The outermost heading of a document is most often its title.
        if (kind == "section" && value.StartsWith(document.Title, StringComparison.Ordinal)) value = value[document.Title.Length..].TrimStart(' ', '>');
        return value.Length > 0 ? new SourcePlace(kind, value) : null;
    }

    // The lists of documents that go on into something else than documents: what was searched is left out, what was found is there.
    private static IEnumerable<DocumentList> Found(RunSnapshot run, Flow flow)
    {
        var lists = run.Nodes.Keys.Select(path => (Path: path, Documents: ListOf(run, path)))
            .Where(item => item.Documents is not null)
            .ToDictionary(item => item.Path, item => item.Documents!, StringComparer.Ordinal);
        var used = flow.Edges.Where(edge => !lists.ContainsKey(edge.To.Node.Value)).Select(edge => edge.From.Node.Value).ToHashSet(StringComparer.Ordinal);
        return flow.Nodes.Where(node => used.Contains(node.Id.Value) && lists.ContainsKey(node.Id.Value)).Select(node => lists[node.Id.Value]);
    }

    private static DocumentList? ListOf(RunSnapshot run, string path) =>
        run.Nodes.GetValueOrDefault(path)?.Outputs.Select(output => output.Value.Value).OfType<DocumentList>().LastOrDefault();
}
