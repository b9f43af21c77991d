using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Web.Components.Connections;
using FlowBuilder.Web.Components.Fields;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Chooses what gives texts their vectors: the built-in embedding, or a model of a connection, which can be tried at once.</summary>
public sealed partial class EmbeddingField : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<ComboChoice> _connections = [];
    private IReadOnlyList<ComboChoice> _models = [];
    private string _connection = "";
    private string _model = "";
    private string? _problem;
    private int? _dimensions;
    private bool _isConnected;
    private bool _isConnecting;
    private bool _isChecking;

    /// <summary>The model; null for the built-in embedding. One without a name is not chosen yet.</summary>
    [Parameter] public KnowledgeEmbedding? Value { get; set; }

    /// <summary>Called with another.</summary>
    [Parameter] public EventCallback<KnowledgeEmbedding?> ValueChanged { get; set; }

    [Inject] private ConnectionBook Book { get; set; } = null!;

    [Inject] private IEmbeddingModels Models { get; set; } = null!;

    private bool IsNamed => _connection.Length > 0 && _model.Length > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        (_isConnected, _connection, _model) = (Value is not null, Value?.Connection ?? "", Value?.Model ?? "");
        await ListAsync();
        await ListModelsAsync();
    }

    private Task TellAsync()
    {
        (_problem, _dimensions) = (null, null);
        return ValueChanged.InvokeAsync(_isConnected ? new KnowledgeEmbedding(_connection, _model) : null);
    }

    private Task ChooseOfflineAsync()
    {
        _isConnected = false;
        return TellAsync();
    }

    private async Task ChooseConnectionAsync()
    {
        _isConnected = true;
        if (_connection.Length == 0 && _connections is [var only]) await SetConnectionAsync(only.Value);
        else await TellAsync();
    }

    private async Task SetConnectionAsync(string connection)
    {
        _connection = connection;
        await TellAsync();
        await ListModelsAsync();
    }

    private Task SetModelAsync(string model)
    {
        _model = model.Trim();
        return TellAsync();
    }

    private async Task TakeConnectionAsync(string name)
    {
        _isConnecting = false;
        await ListAsync();
        await SetConnectionAsync(name);
    }

    private async Task ListAsync()
    {
        var stored = await Book.ListAsync(_left.Token);
        List<ComboChoice> choices =
        [
            .. stored.Where(connection => connection.Kind != ConnectionKind.Offline)
                .Select(connection => new ComboChoice(connection.Name, connection.Name, ConnectionBook.PresetOf(connection)?.Name ?? connection.BaseUrl?.Host ?? "")),
        ];
        if (_connection.Length > 0 && choices.TrueForAll(choice => choice.Value != _connection))
            choices.Add(new ComboChoice(_connection, L["Connection.Missing", _connection]));
        _connections = choices;
    }

    // Providers list all their models alike; those that embed say so in their names.
    private async Task ListModelsAsync()
    {
        _models = [];
        if (_connection.Length == 0) return;
        var asked = _connection;
        try
        {
            var models = await Book.ModelsOfAsync(asked, asksAgain: false, _left.Token);
            if (asked != _connection) return;
            var embedding = models.Where(model => model.Contains("embed", StringComparison.OrdinalIgnoreCase)).ToList();
            _models = [.. (embedding.Count > 0 ? embedding : models).Select(model => new ComboChoice(model, model))];
        }
        catch (Exception failure) when (failure is NodeException or OperationCanceledException)
        {
            // A name can be typed all the same, and is tried when it is.
        }
    }

    private async Task CheckAsync()
    {
        (_problem, _dimensions, _isChecking) = (null, null, true);
        try
        {
            using var generator = await Models.OpenAsync(_connection, _model, _left.Token);
            var made = await generator.GenerateAsync([L["Knowledge.CheckText"].Value], cancellationToken: _left.Token);
            if (made is [var one] && one.Vector.Length > 0) _dimensions = one.Vector.Length;
            else _problem = L["Knowledge.CheckNothing"];
        }
        catch (NodeException fault)
        {
            _problem = fault.Text.ToString();
        }
        catch (OperationCanceledException)
        {
            // The form was left before the provider had answered.
        }
        finally
        {
            _isChecking = false;
        }
    }
}
