using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Web.Api.Connections;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>Connects a search of the web or a mail server, or changes such a connection.</summary>
public sealed partial class ServiceDialog : IDisposable
{
    private const string HostExample = "mail.example.com";
    private const string AddressExample = "https://search.example.com";

    private readonly CancellationTokenSource _closed = new();
    private HashSet<string> _taken = [];
    private Connection? _stored;
    private ConnectionKind _kind = ConnectionKind.Tavily;
    private MailServerTls _tls;
    private string _name = "";
    private string _host = "";
    private string _port = MailServerAddress.DefaultPort.ToString(CultureInfo.InvariantCulture);
    private string _user = "";
    private string _address = "";
    private string _key = "";
    private string? _problem;
    private bool _isTried;
    private bool _works;
    private bool _busy;

    /// <summary>Whether it is about a mail server; else about a search of the web.</summary>
    [Parameter] public bool IsMail { get; set; }

    /// <summary>The name of the connection that is changed; null to make one.</summary>
    [Parameter] public string? Edited { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the name of a connection that was saved.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    [Inject] private ConnectionBook Book { get; set; } = null!;

    [Inject] private ServiceTests Tests { get; set; } = null!;

    private ConnectionKind Kind => IsMail ? ConnectionKind.Smtp : _kind;

    private int? Port => int.TryParse(_port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    private bool NeedsAddress => IsMail || _kind == ConnectionKind.SearXng;

    private Uri? Address
    {
        get
        {
            if (!IsMail) return Uri.TryCreate(_address.Trim(), UriKind.Absolute, out var read) && read.Scheme is "http" or "https" && read.UserInfo.Length == 0 ? read : null;
            if (Port is not { } port || Uri.CheckHostName(_host.Trim()) == UriHostNameType.Unknown) return null;
            return new MailServerAddress(_host.Trim(), port, _user.Trim(), _tls).ToUri();
        }
    }

    // The key goes to the place that it was given for, and to no other that somebody names later.
    private bool KeepsKey => _stored?.ApiKey is not null && (!NeedsAddress || Address?.GetLeftPart(UriPartial.Authority) == _stored.BaseUrl?.GetLeftPart(UriPartial.Authority));

    private bool IsKeyLost => _stored?.ApiKey is not null && !KeepsKey && _key.Length == 0;

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
        var usual = IsMail ? "mail" : "search";
        _name = usual;
        _taken = [.. (await Book.ListAllAsync(_closed.Token)).Select(connection => connection.Name), ConnectionKind.Offline.Value];
        for (var number = 2; _taken.Contains(_name); number++) _name = $"{usual}-{number}";
        if (Edited is null || await Book.FindAsync(Edited, _closed.Token) is not { } stored) return;
        (_stored, _name, _kind) = (stored, stored.Name, stored.Kind);
        _address = IsMail ? "" : stored.BaseUrl?.OriginalString ?? "";
        if (IsMail && MailServerAddress.Of(stored.BaseUrl) is { } mail) (_host, _port, _user, _tls) = (mail.Host, mail.Port.ToString(CultureInfo.InvariantCulture), mail.User, mail.Tls);
    }

    private void Set(ref string field, string value) => (field, _problem, _works) = (value, null, false);

    private void SetKind(ChangeEventArgs change) => (_kind, _problem, _works, _isTried) = (new ConnectionKind(change.Value as string ?? ""), null, false, false);

    private void SetTls(ChangeEventArgs change)
    {
        if (!Enum.TryParse<MailServerTls>(change.Value as string, out var mode)) return;
        if (_port is "587" or "465") _port = mode == MailServerTls.Implicit ? "465" : "587";
        (_tls, _problem, _works) = (mode, null, false);
    }

    private async Task TestAsync()
    {
        if (Described() is not { } connection) return;
        (_busy, _works) = (true, false);
        try
        {
            await Tests.TestAsync(connection, _closed.Token);
            _works = true;
        }
        catch (NodeException problem)
        {
            _problem = problem.Text.ToString();
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before there was an answer.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SaveAsync()
    {
        if (Edited is null && NameProblem is not null) return;
        if (Described() is not { } connection) return;
        await Book.SaveAsync(connection, CancellationToken.None);
        await OnSaved.InvokeAsync(connection.Name);
    }

    private Connection? Described()
    {
        (_isTried, _problem) = (true, null);
        if ((NeedsAddress && Address is null) || IsKeyLost) return null;
        return new Connection
        {
            Name = _name.Trim(),
            Kind = Kind,
            BaseUrl = NeedsAddress ? Address : null,
            ApiKey = _key.Trim().Length > 0 ? new Secret(IsMail ? _key : _key.Trim()) : KeepsKey ? _stored!.ApiKey : null,
            Limits = _stored?.Limits ?? new ConnectionLimits(),
        };
    }
}
