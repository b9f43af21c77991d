using System.Text.RegularExpressions;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Architecture;

/// <summary>Nothing leaves the program but by the guarded way: <c>Core/Http</c> alone opens connections.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class OneWayOutTests
{
    // Each makes a client over a guarded handler that it is given: the clients of the two vendors' SDKs and of MCP.
    private static readonly string[] OverGuardedHandlers =
        ["src/FlowBuilder.Providers/Resilience/ConnectionRuntime.cs", "src/FlowBuilder.Nodes/Tools/Mcp/McpLink.cs"];

    // Code that callers of a flow copy, not code of the program.
    private static readonly string[] Texts = ["src/FlowBuilder.Web/Publishing/Snippets/CSharpCode.cs"];

    [Test]
    [Hazard("SEC-43")]
    public void Connections_are_opened_in_one_place()
    {
        var found = Files().Where(file => Opens().IsMatch(file.Text)).Select(file => file.Path);

        Assert.That(found, Has.All.StartsWith("src/FlowBuilder.Core/Http/"));
    }

    [Test]
    [Hazard("SEC-43")]
    public void Clients_are_made_over_guarded_handlers_only()
    {
        var found = Files().Where(file => Client().IsMatch(file.Text)).Select(file => file.Path).Except(Texts);

        Assert.That(found, Is.EquivalentTo(OverGuardedHandlers));
        Assert.That(Files().Where(file => Bare().IsMatch(file.Text)).Select(file => file.Path).Except(Texts), Is.Empty);
    }

    private static IEnumerable<(string Path, string Text)> Files() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
        where (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        select (Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file));

    [GeneratedRegex(@"\bnew\s+(SocketsHttpHandler|HttpClientHandler|WinHttpHandler|Socket|TcpClient|UdpClient|ClientWebSocket|SmtpClient|WebClient)\b|\bAddHttpClient\b|\bWebRequest\.Create|\bDns\.")]
    private static partial Regex Opens();

    [GeneratedRegex(@"\bnew\s+HttpClient\b")]
    private static partial Regex Client();

    [GeneratedRegex(@"\bnew\s+HttpClient\s*(\(\s*\)|\{)|\bHttpClient\s+\w+\s*=\s*new\s*\(\s*\)")]
    private static partial Regex Bare();
}
