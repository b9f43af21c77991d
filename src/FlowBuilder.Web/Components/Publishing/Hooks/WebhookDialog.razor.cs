using System.Collections.Immutable;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing.Webhooks;
using FlowBuilder.Web.Publishing;
using FlowBuilder.Web.Publishing.Webhooks;
using Microsoft.AspNetCore.Components;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Components.Publishing.Hooks;

/// <summary>Asks who sends, what goes into the flow and what is answered, and makes or changes a webhook.</summary>
public sealed partial class WebhookDialog
{
    private static readonly ImmutableArray<string> PlaceExamples = ["issue.title", "issue.number", "items.0.name", "headers.x-event", WebhookMapping.WholeBody];

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private ImmutableArray<WebhookInput> _inputs = [];
    private WebhookInput? _whole;
    private WebhookSignature _signature = WebhookSignature.Standard;
    private WebhookAnswer _answer;
    private string _name = "";
    private string _header = Core.Publishing.Webhooks.Webhook.DefaultHeader;
    private string _secret = "";
    private string _session = "";
    private string? _problem;
    private int _limit = 120;
    private bool _isMapped;

    /// <summary>The webhook that is changed; null to make one.</summary>
    [Parameter] public Webhook? Webhook { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Called with the webhook, and with its secret where it was made just now.</summary>
    [Parameter] public EventCallback<(Webhook Webhook, Secret? Secret)> OnDone { get; set; }

    [CascadingParameter] private PublishedState State { get; set; } = null!;

    [Inject] private WebhookSettings Settings { get; set; } = null!;

    [Inject] private FrozenFlows Versions { get; set; } = null!;

    [Inject] private NodeCatalogue Catalogue { get; set; } = null!;

    private string WholeText => _whole is { } whole ? L["Hooks.WholeText", whole.Name] : L[_inputs.IsEmpty ? "Hooks.WholeNone" : "Hooks.WholeMany"];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var endpoint = State.Endpoint!;
        var version = await Versions.FindAsync(endpoint.FlowId, endpoint.Traffic.MostCalled, CancellationToken.None);
        _inputs = WebhookInput.Of(version.Flow, Catalogue);
        _whole = WebhookInput.WholeOf(_inputs);
        _isMapped = _whole is null && _inputs.Length > 0;
        if (Webhook is not { } webhook) return;
        (_name, _signature, _header, _answer) = (webhook.Name, webhook.Signature, webhook.Header, webhook.Answer);
        (_session, _limit, _isMapped) = (webhook.Session ?? "", webhook.RequestsPerMinute, webhook.Inputs is not null || _isMapped);
        foreach (var (input, place) in webhook.Inputs ?? ImmutableSortedDictionary<string, string>.Empty) _places[input] = place;
    }

    private async Task SaveAsync()
    {
        var body = new WebhookBody
        {
            Name = _name,
            Signature = _signature,
            Header = _header,
            Answer = _answer,
            Inputs = _isMapped ? _places.Where(place => !string.IsNullOrWhiteSpace(place.Value)).ToDictionary() : [],
            Session = _session,
            RequestsPerMinute = _limit,
            Secret = Webhook is null && _signature != WebhookSignature.None && _secret.Trim() is { Length: > 0 } secret ? secret : null,
        };
        _problem = string.IsNullOrWhiteSpace(_name) ? L["Hooks.NeedsName"].Value
            : Webhook is null && _signature == WebhookSignature.Slack && body.Secret is null ? L["Hooks.NeedsSecret"].Value
            : _isMapped && body.Inputs.Count == 0 ? L["Hooks.NeedsPlace"].Value
            : null;
        if (_problem is not null) return;
        try
        {
            var slug = State.Endpoint!.Slug;
            await OnDone.InvokeAsync(Webhook is { } webhook
                ? (await Settings.ChangeAsync(slug, webhook.Id, body, CancellationToken.None), null)
                : await Settings.MakeAsync(slug, body, CancellationToken.None));
        }
        catch (ApiException refusal)
        {
            _problem = refusal.Problem.Detail.ToString();
        }
    }
}
