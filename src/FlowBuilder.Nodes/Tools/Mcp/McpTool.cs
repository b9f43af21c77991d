using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>A server's tool as a model may call it.</summary>
/// <param name="sessions">Where it is called.</param>
/// <param name="server">The server's name.</param>
/// <param name="tool">The tool.</param>
/// <param name="limit">The longest that a call may take.</param>
internal sealed class McpTool(ToolServerSessions sessions, string server, OfferedTool tool, TimeSpan limit) : AIFunction
{
    private const int LongestResult = 50_000;
    private const int LargestArguments = 1024 * 1024;

    /// <inheritdoc/>
    public override string Name { get; } = ToolWords.NameOf(server, tool.Name);

    /// <inheritdoc/>
    public override string Description { get; } = ToolWords.Clean(tool.Description, ToolWords.LongestDescription);

    /// <inheritdoc/>
    public override JsonElement JsonSchema => tool.Schema;

    /// <summary>A result as it is shown to a model: the beginning of one that is long.</summary>
    public static string Cut(string text) => text.Length <= LongestResult
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestResult - 1]) ? LongestResult - 1 : LongestResult)}\n… ({text.Length - LongestResult} characters left out)");

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var given = arguments.ToDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
        if (JsonSerializer.SerializeToUtf8Bytes(given, CoreJson.Options).Length > LargestArguments) throw McpFaults.ArgumentsTooLarge(LargestArguments);
        return Cut(await sessions.CallAsync(server, tool.Name, given, limit, cancellationToken).ConfigureAwait(false));
    }
}
