using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>A flow that shows node types at work.</summary>
/// <param name="Id">The name of its file without ending, the same in every language.</param>
/// <param name="Language">The language of its texts, as an ISO 639-1 code.</param>
/// <param name="Flow">The flow.</param>
public sealed record SampleFlow(string Id, string Language, Flow Flow)
{
    /// <summary>Reads the sample flows of a folder: those of the folder in English, those of a folder below in the language that it is named after.</summary>
    /// <remarks>Files that are no flows are left out. A folder that is not there has none.</remarks>
    public static IEnumerable<SampleFlow> ReadAll(string folder, FlowFormat format)
    {
        if (!Directory.Exists(folder)) return [];
        return Read(folder, LocalText.DefaultLanguage, format)
            .Concat(Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(other => Read(other, Path.GetFileName(other), format)));
    }

    private static IEnumerable<SampleFlow> Read(string folder, string language, FlowFormat format) =>
        from file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
        let flow = format.Read(File.ReadAllBytes(file)).Flow
        where flow is not null
        select new SampleFlow(Path.GetFileNameWithoutExtension(file), language, flow);
}
