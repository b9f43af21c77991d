using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>A flow's files as tools for a model.</summary>
internal static class FileTools
{
    private const string NoArguments = """{ "type": "object", "properties": {}, "additionalProperties": false }""";
    private const string PathOnly = """{ "type": "object", "properties": { "path": { "type": "string", "description": "Such as notes.md or reports/2026.txt." } }, "required": ["path"], "additionalProperties": false }""";
    private const string PathAndText = """{ "type": "object", "properties": { "path": { "type": "string", "description": "Such as notes.md or reports/2026.txt." }, "text": { "type": "string" } }, "required": ["path", "text"], "additionalProperties": false }""";

    /// <summary>The tools.</summary>
    /// <param name="files">The files.</param>
    /// <param name="mayWrite">Whether the model may change them.</param>
    public static ToolSet Of(FileSandbox files, bool mayWrite)
    {
        var tools = ImmutableArray.CreateBuilder<ToolValue>();
        Add("list_files", "Lists the files with their sizes in bytes.", NoArguments, changes: false, (_, _, _) => Task.FromResult(ListOf(files)));
        Add("read_file", "Reads a text file.", PathOnly, changes: false, async (path, _, token) => McpTool.Cut(await files.ReadAsync(path, token).ConfigureAwait(false)));
        if (!mayWrite) return new ToolSet(tools.ToImmutable());
        Add("write_file", "Writes a text file, in place of what is there.", PathAndText, changes: true, (path, text, token) => files.WriteAsync(path, text, appends: false, token));
        Add("append_file", "Writes behind what a text file holds; makes it where it is missing.", PathAndText, changes: true, (path, text, token) => files.WriteAsync(path, text, appends: true, token));
        Add("delete_file", "Deletes a file.", PathOnly, changes: true, (path, _, _) => files.DeleteAsync(path));
        return new ToolSet(tools.ToImmutable());

        void Add(string name, string description, string schema, bool changes, Func<string, string, CancellationToken, Task<string>> call) => tools.Add(new ToolValue(
            new FunctionTool(name, description, schema, (arguments, token) => call(FunctionTool.TextOf(arguments, "path"), FunctionTool.TextOf(arguments, "text"), token)), changes));
    }

    /// <summary>The files as lines of path and size.</summary>
    public static string ListOf(FileSandbox files)
    {
        var listed = files.List();
        return listed.Count == 0 ? "There are no files." : string.Join('\n', listed.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path}\t{file.Bytes}")));
    }
}
