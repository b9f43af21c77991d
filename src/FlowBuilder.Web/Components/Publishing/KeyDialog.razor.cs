using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Publishing;

/// <summary>Asks what a new key is for and what it may do, and makes it.</summary>
public sealed partial class KeyDialog
{
    // In days; 0 for never.
    private static readonly ImmutableArray<int> Expiries = [0, 30, 90, 365];

    private readonly HashSet<string> _slugs = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _endpoints = [];
    private ApiKeyScope _scopes = ApiKeyScope.Run;
    private string _name = "";
    private string? _problem;
    private int? _limit;
    private Budget? _budget;
    private int _days;
    private bool _isLimited;

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the key and its secret, which can be shown only now.</summary>
    [Parameter] public EventCallback<(ApiKey Key, string Secret)> OnMade { get; set; }

    [Inject] private IEndpointStore Endpoints { get; set; } = null!;

    [Inject] private KeyMaking Making { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // A viewer's key reads, and no more.
        if (!Person.Is(AccountRole.Editor)) _scopes = ApiKeyScope.Read;
        _endpoints = [.. (await Endpoints.ListAsync(CancellationToken.None)).Where(endpoint => Person.Allows(Resource.Flow(endpoint.FlowId), AccessLevel.View)).Select(endpoint => endpoint.Slug)];
    }

    private void Set(ApiKeyScope scope, bool isOn) => _scopes = isOn ? _scopes | scope : _scopes & ~scope;

    private void Limit(string slug, bool isOn)
    {
        if (isOn) _slugs.Add(slug);
        else _slugs.Remove(slug);
    }

    private async Task MakeAsync()
    {
        _problem = WhatIsMissing();
        if (_problem is not null) return;
        var body = new KeyBody
        {
            Name = _name,
            Scopes = KeyItem.NamesOf(_scopes),
            Slugs = _isLimited && _scopes.HasFlag(ApiKeyScope.Run) ? [.. _slugs.Order(StringComparer.Ordinal)] : null,
            ExpiresAt = _days == 0 ? null : Time.GetUtcNow().AddDays(_days),
            RequestsPerMinute = _limit,
            DailyBudget = _budget,
        };
        try
        {
            await OnMade.InvokeAsync(await Making.MakeAsync(Person.Person, body, CancellationToken.None));
        }
        catch (ApiException refusal)
        {
            _problem = refusal.Problem.Detail.ToString();
        }
    }

    private string? WhatIsMissing() =>
        string.IsNullOrWhiteSpace(_name) ? L["Keys.NeedsName"].Value
        : _scopes == ApiKeyScope.None ? L["Keys.NeedsScope"].Value
        : _isLimited && _scopes.HasFlag(ApiKeyScope.Run) && _slugs.Count == 0 ? L["Keys.NeedsEndpoint"].Value
        : null;
}
