using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Web.Api.Connections;
using FlowBuilder.Web.Components.Fields;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>Connects a model in one dialog, or changes a connection: choose a provider, paste a key, see the models that it offers.</summary>
public sealed partial class ConnectDialog : IDisposable
{
    // What the store of a connection takes; more models can still be typed in a node.
    private const int MostModels = 200;
    private const int MostShown = 12;

    // Whether a provider answers does not hang on what people will call the connection.
    private const string TestName = "test";

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<LocalModelServer> _local = [];
    private HashSet<string> _taken = [];
    private ProviderPreset? _preset;
    private Connection? _stored;
    private Uri? _storedAddress;
    private string _name = "";
    private string _address = "";
    private string _key = "";
    private string _model = "";
    private RecordingMode? _recording;
    private string _atOnce = Number(new ConnectionLimits());
    private string _firstToken = Seconds(new ConnectionLimits());
    private string? _limitProblem;
    private string? _waitProblem;
    private bool _isAddressTouched;
    private bool _busy;
    private string? _keyProblem;
    private string? _problem;
    private IReadOnlyList<string>? _found;

    /// <summary>The name of the connection that is changed; null to make one.</summary>
    [Parameter] public string? Edited { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the name of a connection that was saved.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] private ConnectionBook Book { get; set; } = null!;

    [Inject] private ChatModels Models { get; set; } = null!;

    [Inject] private LocalModelServers LocalServers { get; set; } = null!;

    private string Title => Edited is null ? L["Connect.Title"] : L["Connect.EditTitle", Edited];

    private bool AsksAddress => _preset is { } preset && (preset.MustEditBaseUrl || preset.BaseUrl is null || !preset.NeedsKey || _stored is not null);

    // The key goes to the host that it was given for, and to no other that somebody names later.
    private bool KeepsKey => _stored?.ApiKey is not null && Address?.GetLeftPart(UriPartial.Authority) == _storedAddress?.GetLeftPart(UriPartial.Authority);

    private Uri? Address => Uri.TryCreate(_address.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private string? AddressProblem => !_isAddressTouched || Address is not null || (_address.Trim().Length == 0 && _preset?.BaseUrl is not null) ? null : L["Connect.AddressProblem"].Value;

    private string? NameProblem => _taken.Contains(_name.Trim()) ? L["Connect.Exists", _name.Trim()].Value
        : Connection.IsValidName(_name.Trim()) ? null
        : L["Connect.NameProblem"].Value;

    private IReadOnlyList<ComboChoice> Offered => [.. (_found ?? _stored?.Models ?? _preset?.Models ?? []).Select(model => new ComboChoice(model, model))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _taken = [.. (await Book.ListAllAsync(_closed.Token)).Select(connection => connection.Name), ConnectionKind.Offline.Value];
        if (Edited is not null && await Book.FindAsync(Edited, _closed.Token) is { } stored)
        {
            Choose(ConnectionBook.PresetOf(stored) ?? ProviderPresets.Find("openai-compatible")!);
            (_stored, _name, _address, _model) = (stored, stored.Name, stored.BaseUrl?.ToString() ?? _preset!.BaseUrl ?? "", First(stored.Models));
            (_storedAddress, _recording, _atOnce, _firstToken) = (Address, stored.Recording, Number(stored.Limits), Seconds(stored.Limits));
            return;
        }

        try
        {
            _local = await LocalServers.FindAsync(_closed.Token);
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before this computer had answered.
        }
    }

    private void ChooseLocal(LocalModelServer server)
    {
        Choose(ProviderPresets.Find(server.PresetId)!);
        (_address, _found, _model) = (server.BaseUrl.ToString(), server.Models, First(server.Models));
    }

    private void Choose(ProviderPreset preset)
    {
        (_preset, _name, _address, _key, _model) = (preset, FreeName(preset.Id), preset.BaseUrl ?? "", "", First(preset.Models));
        (_problem, _keyProblem, _found, _isAddressTouched) = (null, null, null, false);
    }

    private static string Number(ConnectionLimits limits) => limits.MaxConcurrentCalls.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(ConnectionLimits limits) => limits.FirstTokenTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static string First(IReadOnlyList<string> models) => models.Count > 0 ? models[0] : "";

    private string FreeName(string stem)
    {
        var name = stem;
        for (var number = 2; _taken.Contains(name); number++) name = $"{stem}-{number}";
        return name;
    }

    private void Back() => _preset = null;

    private void SetAddress(string address)
    {
        (_address, _isAddressTouched, _problem, _found) = (address, true, null, null);
    }

    private void SetKey(string key)
    {
        (_key, _keyProblem, _problem, _found) = (key, null, null, null);
    }

    private void SetAtOnce(string number)
    {
        (_atOnce, _problem) = (number, null);
        _limitProblem = int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var calls) ? new CallLimitsBody { CallsAtOnce = calls }.Check().FirstOrDefault()?.Text.ToString() : L["Connect.AtOnceProblem"];
    }

    private void SetFirstToken(string number)
    {
        (_firstToken, _problem) = (number, null);
        _waitProblem = double.TryParse(number.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? new CallLimitsBody { FirstTokenSeconds = seconds }.Check().FirstOrDefault()?.Text.ToString() : L["Connect.AtOnceProblem"];
    }

    private async Task TestAsync()
    {
        if (Describe(TestName) is not { } connection) return;
        _busy = true;
        try
        {
            _found = await Models.AskForModelsAsync(connection, _closed.Token);
            if (_found.Count > 0 && !_found.Contains(_model)) _model = _preset!.Models.FirstOrDefault(_found.Contains) ?? _found[0];
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
        if (NameProblem is not null && Edited is null) return;
        if (Describe(_name.Trim()) is not { } connection) return;
        await Book.SaveAsync(connection, CancellationToken.None);
        await OnSaved.InvokeAsync(connection.Name);
    }

    // By the same rules as a connection that comes through the API.
    private Connection? Describe(string name)
    {
        (_problem, _keyProblem, _isAddressTouched) = (null, null, true);
        var key = _key.Trim();
        if (key.Length == 0 && !KeepsKey && (_preset!.NeedsKey || _stored?.ApiKey is not null)) _keyProblem = L[_stored?.ApiKey is null ? "Connect.KeyMissing" : "Connect.KeyAgain"];
        if (AddressProblem is not null || _keyProblem is not null || _limitProblem is not null || _waitProblem is not null) return null;
        IReadOnlyList<string> offered = _found ?? _stored?.Models ?? _preset!.Models;
        var body = new ConnectionBody
        {
            Name = name,
            Kind = (_stored?.Kind ?? _preset!.Kind).Value,
            BaseUrl = _address.Trim() is { Length: > 0 } address ? address : null,
            ApiKey = key.Length > 0 ? key : null,
            Models = [.. (_model.Length > 0 ? offered.Prepend(_model) : offered).Distinct(StringComparer.Ordinal).Take(MostModels)],
            Fallback = _stored?.Fallback,
            Recording = _recording,
            Limits = new CallLimitsBody { CallsAtOnce = int.Parse(_atOnce.Trim(), CultureInfo.InvariantCulture), FirstTokenSeconds = double.Parse(_firstToken.Trim(), CultureInfo.InvariantCulture) },
        };
        if (body.Check(name) is [var first, ..])
        {
            _problem = first.Text.ToString();
            return null;
        }

        var connection = body.ToConnection(name, _stored);
        return connection.ApiKey is null && KeepsKey ? connection with { ApiKey = _stored!.ApiKey } : connection;
    }
}
