namespace FlowBuilder.Web.Knowledge;

/// <summary>The addresses of the pages of knowledge bases. Answers that are kept link to chunks by them, so they are permanent.</summary>
internal static class KnowledgeAddress
{
    /// <summary>All knowledge bases.</summary>
    public const string Root = "/knowledge";

    /// <summary>A knowledge base.</summary>
    public static string Of(string baseId) => $"{Root}/{Uri.EscapeDataString(baseId)}";

    /// <summary>A document of a knowledge base.</summary>
    public static string Of(string baseId, string documentId) => $"{Of(baseId)}/documents/{Uri.EscapeDataString(documentId)}";

    /// <summary>A chunk, marked among those of its document.</summary>
    public static string Of(string baseId, string documentId, string chunkId) => $"{Of(baseId, documentId)}?chunk={Uri.EscapeDataString(chunkId)}";
}
