using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.ToolServers;

/// <summary>Sets up a tool server, or changes one.</summary>
public sealed partial class ToolServerDialog : IDisposable
{
    private const string CommandExample = "npx -y @modelcontextprotocol/server-everything";
    private const string NameExample = "files";

    private static readonly string[] Members = ["name", "address", "command", "arguments", "secrets"];

    private readonly CancellationTokenSource _closed = new();
    private HashSet<string> _taken = [];
    private IReadOnlyList<SecretRow> _secrets = [];
    private ToolServerKind _kind;
    private string _name = "";
    private string _address = "";
    private string _command = "";
    private bool _isTried;
    private bool _busy;
    private ToolServerTest? _test;

    /// <summary>The server that is changed; null to set one up.</summary>
    [Parameter] public ToolServer? Edited { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the name of a server that was saved.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] private ToolServerBook Book { get; set; } = null!;

    private bool IsRefused => _kind == ToolServerKind.Command && !Book.AllowsCommands;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Edited is { } stored)
        {
            (_kind, _name, _address) = (stored.Kind, stored.Name, stored.Address?.OriginalString ?? "");
            _command = stored.Kind == ToolServerKind.Command ? CommandLine.Join([stored.Command, .. stored.Arguments]) : "";
            _secrets = [.. stored.Secrets.Select(secret => new SecretRow(secret.Name, "", IsStored: true))];
        }

        _taken = [.. (await Book.ListAsync(_closed.Token)).Select(server => server.Name)];
    }

    private void Set(ref string field, string value) => (field, _test) = (value, null);

    private void SetKind(ToolServerKind kind) => (_kind, _test, _isTried) = (kind, null, false);

    private void SetSecrets(IReadOnlyList<SecretRow> rows) => (_secrets, _test) = (rows, null);

    private string? ProblemOf(string member)
    {
        if (!_isTried) return null;
        var server = Described();
        if (member == "name" && Edited is null && _taken.Contains(server.Name)) return L["ToolServers.Exists", server.Name];
        if (member == "secrets" && Edited is not null && ToolServerSecrets.WouldMove(server, Edited)) return L["ToolServers.SecretsAgain"];
        return ToolServerCheck.ProblemsOf(server).FirstOrDefault(problem => problem.Member == member)?.Text.ToString();
    }

    private bool IsFine()
    {
        _isTried = true;
        return !IsRefused && Members.All(member => ProblemOf(member) is null);
    }

    private async Task TestAsync()
    {
        if (_name.Trim().Length == 0) _name = Suggested();
        if (!IsFine()) return;
        (_busy, _test) = (true, null);
        try
        {
            _test = await Book.TestAsync(Described(), _closed.Token);
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the server had answered.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SaveAsync()
    {
        if (_name.Trim().Length == 0) _name = Suggested();
        if (!IsFine()) return;
        var server = Described();
        await Book.SaveAsync(server, CancellationToken.None);
        await OnSaved.InvokeAsync(server.Name);
    }

    private string Suggested()
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? "tools" : $"tools-{number}";
            if (!_taken.Contains(name)) return name;
        }
    }

    private ToolServer Described()
    {
        var words = _kind == ToolServerKind.Command ? CommandLine.Split(_command) : [];
        return new ToolServer
        {
            Name = _name.Trim(),
            Kind = _kind,
            Address = _kind == ToolServerKind.Http && Uri.TryCreate(_address.Trim(), UriKind.Absolute, out var address) ? address : null,
            Command = words.Count > 0 ? words[0] : "",
            Arguments = [.. words.Skip(1)],
            Secrets = [.. _secrets.Where(row => row.Name.Length > 0 && (row.Value.Length > 0 || row.IsStored)).Select(row => new NamedSecret(row.Name, row.Value.Length > 0 ? new Secret(row.Value) : null))],
        };
    }
}
