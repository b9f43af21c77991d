using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Web.Components.ToolServers;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>The tool servers of this installation: set up, tested and removed.</summary>
public sealed partial class ToolServersPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<ToolServer>? _servers;
    private ToolServer? _edited;
    private string? _deleted;
    private string? _tested;
    private ToolServerTest? _test;
    private bool _isOpen;

    [Inject] private ToolServerBook Book { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _servers = await Book.ListAsync(_left.Token);

    private static string AboutOf(ToolServer server) =>
        server.Kind == ToolServerKind.Http ? server.Address?.OriginalString ?? "" : CommandLine.Join([server.Command, .. server.Arguments]);

    private async Task SavedAsync(string name)
    {
        (_isOpen, _tested, _test) = (false, null, null);
        _servers = await Book.ListAsync(_left.Token);
    }

    private async Task TestAsync(ToolServer server)
    {
        (_tested, _test) = (server.Name, null);
        try
        {
            // A test of what is stored, with its secrets.
            _test = await Book.TestAsync(server with { Secrets = [.. server.Secrets.Select(secret => secret with { Value = null })] }, _left.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left before the server had answered.
        }
        catch (UnauthorizedAccessException)
        {
            _test = new ToolServerTest([], "tool-server.command-not-allowed", Hosting.Security.ToolCommandPolicy.Refusal, "");
        }
    }

    private async Task DeleteAsync(string name)
    {
        _deleted = null;
        await Book.DeleteAsync(name, _left.Token);
        _servers = await Book.ListAsync(_left.Token);
    }
}
