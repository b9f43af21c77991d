using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Web.Api.ToolServers;

/// <summary>What came of reaching a tool server.</summary>
/// <param name="Ok">Whether it answered.</param>
/// <param name="Tools">The tools that it offers.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Code">Why it did not answer: a stable code.</param>
/// <param name="Message">Why it did not answer, and what to do.</param>
/// <param name="Log">The last of what a started program wrote as its log.</param>
internal sealed record ToolServerTestItem(
    bool Ok, IReadOnlyList<ToolServerTestItem.Tool>? Tools, double DurationMs, string? Code, string? Message, string? Log)
{
    /// <summary>What came of a test.</summary>
    public static ToolServerTestItem Of(ToolServerTest test, TimeSpan duration) => test.Problem is null
        ? new(true, [.. test.Tools.Select(tool => new Tool(tool.Name, tool.Description, tool.HasSideEffects))], duration.TotalMilliseconds, null, null, null)
        : new(false, null, duration.TotalMilliseconds, test.Code, test.Problem.ToString(), test.Log.Length > 0 ? test.Log : null);

    /// <summary>A tool that a server offers.</summary>
    /// <param name="Name">What the server calls it.</param>
    /// <param name="Description">What it does, in the server's words.</param>
    /// <param name="HasSideEffects">Whether a call may change something.</param>
    internal sealed record Tool(string Name, string Description, bool HasSideEffects);
}
