using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>Connects a PostgreSQL database, or changes such a connection.</summary>
public sealed partial class DatabaseDialog : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private HashSet<string> _taken = [];
    private Connection? _stored;
    private DatabaseAddress? _storedAddress;
    private string _name = "database";
    private string _host = "";
    private string _port = DatabaseAddress.DefaultPort.ToString(CultureInfo.InvariantCulture);
    private string _database = "";
    private string _user = "";
    private string _password = "";
    private DatabaseTls _tls;
    private bool _isTried;
    private bool _busy;
    private string? _problem;
    private IReadOnlyList<string>? _tables;

    /// <summary>The name of the connection that is changed; null to make one.</summary>
    [Parameter] public string? Edited { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the name of a connection that was saved.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] private ConnectionBook Book { get; set; } = null!;

    [Inject] private ITableSources Sources { get; set; } = null!;

    private int? Port => int.TryParse(_port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    // The password goes to the account that it was given for, and to no other that somebody names later.
    private bool KeepsPassword => _stored?.ApiKey is not null && _storedAddress is { } stored && (stored.Host, stored.Port, stored.User) == (_host.Trim(), Port, _user.Trim());

    private bool IsPasswordLost => _stored?.ApiKey is not null && !KeepsPassword && _password.Length == 0;

    private string? NameProblem => _taken.Contains(_name.Trim()) ? L["Connect.Exists", _name.Trim()].Value
        : Connection.IsValidName(_name.Trim()) ? null
        : L["Connect.NameProblem"].Value;

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
        for (var number = 2; _taken.Contains(_name); number++) _name = $"database-{number}";
        if (Edited is null || await Book.FindAsync(Edited, _closed.Token) is not { } stored) return;
        (_stored, _name) = (stored, stored.Name);
        if (DatabaseAddress.Of(stored.BaseUrl) is not { } address) return;
        _storedAddress = address;
        (_host, _port, _database, _user, _tls) = (address.Host, address.Port.ToString(CultureInfo.InvariantCulture), address.Database, address.User, address.Tls);
    }

    private void Set(ref string field, string value) => (field, _problem, _tables) = (value, null, null);

    private void SetTls(ChangeEventArgs change)
    {
        if (Enum.TryParse<DatabaseTls>(change.Value as string, out var mode)) _tls = mode;
        _tables = null;
    }

    private async Task TestAsync()
    {
        if (Describe() is not { } connection) return;
        _busy = true;
        try
        {
            _tables = await Sources.ListTablesAsync(connection, _closed.Token);
        }
        catch (NodeException problem)
        {
            _problem = problem.Text.ToString();
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the database had answered.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SaveAsync()
    {
        if (Edited is null && NameProblem is not null) return;
        if (Describe() is not { } connection) return;
        await Book.SaveAsync(connection, CancellationToken.None);
        await OnSaved.InvokeAsync(connection.Name);
    }

    private Connection? Describe()
    {
        (_isTried, _problem) = (true, null);
        if (Port is not { } port || IsPasswordLost || new[] { _host, _database, _user }.Any(string.IsNullOrWhiteSpace)) return null;
        Uri address;
        try
        {
            address = new DatabaseAddress(_host.Trim(), port, _database.Trim(), _user.Trim(), _tls).ToUri();
        }
        catch (UriFormatException)
        {
            _problem = L["Database.HostProblem"];
            return null;
        }

        return new Connection
        {
            Name = _name.Trim(),
            Kind = ConnectionKind.PostgreSql,
            BaseUrl = address,
            ApiKey = _password.Length > 0 ? new Secret(_password) : KeepsPassword ? _stored!.ApiKey : null,
            Limits = _stored?.Limits ?? new ConnectionLimits(),
        };
    }
}
