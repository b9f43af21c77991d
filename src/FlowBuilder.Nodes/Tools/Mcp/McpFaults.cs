using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using ModelContextProtocol;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>What can go wrong with a tool server, in words for people and models.</summary>
internal static class McpFaults
{
    private const int LongestMessage = 1_000;

    /// <summary>What became of an exchange that failed.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="failure">What the exchange threw.</param>
    public static NodeException Of(string server, Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is NodeException told) return told;
            if (cause is ResultTooLargeException) return TooLarge(server);
        }

        return failure is McpProtocolException refused ? Refused(server, refused) : Broken(server, failure);
    }

    /// <summary>No operator set up a server of that name.</summary>
    public static NodeException Unknown(string server) => new("mcp.no-server", LocalText.Of(
        $"There is no tool server \"{server}\" here. Choose one in the node, or add it under \"Tool servers\".",
        $"\"{server}\" 도구 서버가 없습니다. 노드에서 다른 서버를 고르거나 \"도구 서버\"에서 추가하세요."));

    /// <summary>The program could not be started.</summary>
    public static NodeException NotStarted(string server, Exception? failure) => new("mcp.not-started", LocalText.Of(
        $"The program of tool server \"{server}\" could not be started. Check its command under \"Tool servers\".",
        $"도구 서버 \"{server}\"의 프로그램을 시작하지 못했습니다. \"도구 서버\"에서 명령을 확인하세요."), FaultKind.Provider, innerException: failure);

    /// <summary>It did not answer in time.</summary>
    public static NodeException TooSlow(string server, TimeSpan limit)
    {
        var seconds = limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        return new NodeException("mcp.time-limit", LocalText.Of(
            $"The tool server \"{server}\" did not answer within {seconds} seconds.",
            $"도구 서버 \"{server}\"이(가) {seconds}초 안에 응답하지 않았습니다."), FaultKind.Timeout);
    }

    /// <summary>It has no such tool any more.</summary>
    public static NodeException NoTool(string server, string tool) => new("mcp.no-tool", LocalText.Of(
        $"The tool server \"{server}\" offers no tool \"{tool}\". Choose the node's tools again.",
        $"도구 서버 \"{server}\"에 \"{tool}\" 도구가 없습니다. 노드에서 도구를 다시 고르세요."));

    /// <summary>The tool says that it failed.</summary>
    public static NodeException ToolFailed(string text)
    {
        var clean = ToolWords.Clean(text, LongestMessage);
        return new NodeException("mcp.tool-failed", clean.Length > 0 ? LocalText.Verbatim(clean) : LocalText.Of("The tool failed and does not say why.", "도구가 실패했지만 이유를 알려 주지 않았습니다."), FaultKind.Provider);
    }

    /// <summary>A model gave too much.</summary>
    public static NodeException ArgumentsTooLarge(int most) => new("mcp.arguments-too-large", LocalText.Of(
        $"The arguments are larger than {most / 1024} KB.", $"인자가 {most / 1024}KB를 넘습니다."), FaultKind.Input);

    /// <summary>As many servers are in use as are allowed.</summary>
    public static NodeException TooMany(int most) => new("mcp.too-many-servers", LocalText.Of(
        $"{most} tool servers are in use already. Try again when one of them is free.",
        $"도구 서버 {most}개를 이미 사용하고 있습니다. 하나가 끝난 뒤 다시 시도하세요."), FaultKind.Provider, isTransient: true);

    private static NodeException TooLarge(string server) => new("mcp.too-large", LocalText.Of(
        $"The tool server \"{server}\" sent more than {McpLink.MostBytes / 1024 / 1024} MB at once.",
        $"도구 서버 \"{server}\"이(가) 한 번에 {McpLink.MostBytes / 1024 / 1024}MB 넘게 보냈습니다."), FaultKind.Provider);

    private static NodeException Refused(string server, McpProtocolException refused)
    {
        var words = ToolWords.Clean(refused.Message, LongestMessage);
        return new NodeException("mcp.refused", LocalText.Of(
            $"The tool server \"{server}\" refused: {words}",
            $"도구 서버 \"{server}\"이(가) 거부했습니다: {words}"), FaultKind.Provider, innerException: refused);
    }

    private static NodeException Broken(string server, Exception failure) => new("mcp.connection", LocalText.Of(
        $"There is no connection to the tool server \"{server}\", or it broke. Test it under \"Tool servers\".",
        $"도구 서버 \"{server}\"에 연결할 수 없거나 연결이 끊겼습니다. \"도구 서버\"에서 연결을 확인하세요."), FaultKind.Provider, isTransient: true, failure);
}
