using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Web.Api.Connections;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>Connects a model in one dialog: choose a provider, paste a key, see the models that it offers.</summary>
public sealed partial class ConnectDialog : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<LocalModelServer> _local = [];
    private ProviderPreset? _preset;
    private string _name = "";
    private string _address = "";
    private string _key = "";
    private bool _busy;
    private string? _problem;
    private IReadOnlyList<string>? _models;

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the name of a connection that was saved.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] private IConnectionStore Connections { get; set; } = null!;

    [Inject] private ChatModels Models { get; set; } = null!;

    [Inject] private LocalModelServers LocalServers { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _local = await LocalServers.FindAsync(_closed.Token);
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before this computer had answered.
        }
    }

    private LocalModelServer? Found(string preset) => _local.FirstOrDefault(server => server.PresetId == preset);

    private void Choose(ProviderPreset preset)
    {
        (_preset, _name, _address, _key) = (preset, preset.Id, preset.BaseUrl ?? "", "");
        (_problem, _models) = (null, null);
    }

    private void Back() => _preset = null;

    private async Task TestAsync()
    {
        if (Describe() is not { } connection) return;
        _busy = true;
        try
        {
            _models = await Models.AskForModelsAsync(connection, _closed.Token);
        }
        catch (NodeException problem)
        {
            _problem = problem.Text.ToString();
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the provider had answered.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SaveAsync()
    {
        if (Describe() is not { } connection) return;
        if (await Connections.FindAsync(connection.Name, CancellationToken.None) is not null)
        {
            _problem = L["Connect.Exists", connection.Name];
            return;
        }

        await Connections.SaveAsync(connection, CancellationToken.None);
        await OnSaved.InvokeAsync(connection.Name);
    }

    // By the same rules as a connection that comes through the API.
    private Connection? Describe()
    {
        (_problem, _models) = (null, null);
        var body = new ConnectionBody
        {
            Name = _name,
            Kind = _preset!.Kind.Value,
            BaseUrl = _address.Length > 0 ? _address : null,
            ApiKey = _key.Length > 0 ? _key : null,
            Models = _preset.Models,
        };
        if (_preset.NeedsKey && _key.Length == 0)
        {
            _problem = L["Connect.KeyMissing"];
            return null;
        }

        if (body.Check(_name) is not [var first, ..]) return body.ToConnection(_name, stored: null);
        _problem = first.Text.ToString();
        return null;
    }
}
