using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Says how far a document is.</summary>
internal static class DocumentWords
{
    /// <summary>Its state in a few words: <c>Embedding 64 of 300</c>.</summary>
    public static string State(IStringLocalizer<Texts> texts, KnowledgeDocument document) =>
        document is { State: KnowledgeDocumentState.Embedding, ChunksToEmbed: > 0 }
            ? texts["Knowledge.State.EmbeddingOf", document.ChunksEmbedded, document.ChunksToEmbed]
            : texts[$"Knowledge.State.{document.State}"];

    /// <summary>From 0 to 100, where that is known.</summary>
    public static int? Percent(KnowledgeDocument document) =>
        document is { State: KnowledgeDocumentState.Embedding, ChunksToEmbed: > 0 } ? document.ChunksEmbedded * 100 / document.ChunksToEmbed : null;

    /// <summary>The icon for what it is, by its name.</summary>
    public static string Icon(KnowledgeDocument document) => Path.GetExtension(document.Source).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" or ".XHTML" => "globe",
        ".JSON" or ".JSONL" or ".NDJSON" => "json",
        ".CSV" or ".TSV" or ".TAB" or ".XLSX" or ".XLSM" or ".XLTX" => "choice",
        ".EML" => "chat",
        _ when document.Source.Length == 0 => "text",
        _ => "document",
    };

    /// <summary>What an uploaded file is, by its ending; empty for one without.</summary>
    public static string Kind(KnowledgeDocument document) => Path.GetExtension(document.Source).TrimStart('.').ToUpperInvariant();
}
