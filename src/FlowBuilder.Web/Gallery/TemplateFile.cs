namespace FlowBuilder.Web.Gallery;

/// <summary>A file of the operator's folder that may be a template.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its path within the folder.</param>
/// <param name="Id">The template's id: the file's name without its ending.</param>
/// <param name="Language">The language of its texts, by the folder that it lies in.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Changed">When it was last written, in UTC.</param>
internal sealed record TemplateFile(string Path, string Name, string Id, string Language, long Length, DateTime Changed)
{
    /// <summary>The ending of a flow file's name.</summary>
    public const string FlowEnding = ".json";
}
