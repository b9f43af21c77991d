using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>What may be uploaded, to be said before it is.</summary>
internal static class DocumentLimit
{
    // What a form says of its only file: its name and the borders around it.
    private const int FormBytes = 4096;

    /// <summary>The kinds of files, as people call them.</summary>
    public const string Kinds = "PDF, Word, PowerPoint, Excel, HTML, Markdown, TXT, CSV, JSON, EML";

    /// <summary>The most bytes of one file.</summary>
    public static long Of(HostSettings settings) => Math.Min(DocumentIngest.MostBytes, Math.Max(1, settings.Requests.DocumentBytes - FormBytes));
}
