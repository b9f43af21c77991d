using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>How a flow stands with its callers, for one window: its endpoints, its versions, and what of the draft they do not have yet.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed class PublishedState : IDisposable
{
    private readonly string _flowId;
    private readonly PublishingTools _tools;
    private readonly Func<Func<Task>, Task> _dispatch;
    private string? _slug;
    private (Flow Draft, PublishedFlow Live, FlowComparison Comparison)? _compared;

    /// <summary>Begins to follow a flow; call <see cref="LoadAsync"/> next.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="tools">Where versions are kept and changed.</param>
    /// <param name="dispatch">Brings an action to the circuit's dispatcher.</param>
    public PublishedState(string flowId, PublishingTools tools, Func<Func<Task>, Task> dispatch)
    {
        (_flowId, _tools, _dispatch) = (flowId, tools, dispatch);
        tools.Publishing.Changed += OnChanged;
    }

    /// <summary>Raised after anything of it changed, in whatever window or by whatever program.</summary>
    public event Action? Changed;

    /// <summary>Whether it was read at least once.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The flow's endpoints, by slug.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private set; } = [];

    /// <summary>The endpoint that is looked at; null while the flow is not published.</summary>
    public Endpoint? Endpoint { get; private set; }

    /// <summary>The flow's versions, newest first.</summary>
    public IReadOnlyList<FlowVersion> Versions { get; private set; } = [];

    /// <summary>The version that gets most of the endpoint's calls; null while the flow is not published.</summary>
    public PublishedFlow? Live { get; private set; }

    /// <summary>The number that the next version will have.</summary>
    public int NextNumber => Versions.Count == 0 ? 1 : Versions[0].Number + 1;

    /// <summary>Reads it anew.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var endpoints = (await _tools.Endpoints.ListAsync(cancellationToken)).Where(endpoint => endpoint.FlowId == _flowId).ToList();
        var versions = await _tools.Endpoints.ListVersionsAsync(_flowId, cancellationToken);
        var endpoint = endpoints.Find(known => known.Slug == _slug) ?? endpoints.FirstOrDefault();
        var live = endpoint is null ? null : await FindAsync(endpoint.Traffic.MostCalled, cancellationToken);
        (Endpoints, Versions, Endpoint, Live, IsLoaded) = (endpoints, versions, endpoint, live, true);
        Changed?.Invoke();
    }

    /// <summary>Looks at another of the flow's endpoints.</summary>
    public Task ChooseAsync(string slug, CancellationToken cancellationToken)
    {
        _slug = slug;
        return LoadAsync(cancellationToken);
    }

    /// <summary>A version with its document; null for one that is not there.</summary>
    public ValueTask<PublishedFlow?> FindAsync(int number, CancellationToken cancellationToken) =>
        Live?.Version.Number == number ? new(Live) : _tools.Endpoints.FindVersionAsync(_flowId, number, cancellationToken);

    /// <summary>What the draft has that the live version does not, places on the canvas left out; null while the flow is not published.</summary>
    public FlowComparison? Difference(Flow draft)
    {
        if (Live is not { } live) return null;
        if (_compared is not { } known || !ReferenceEquals(known.Draft, draft) || !ReferenceEquals(known.Live, live))
            _compared = known = (draft, live, FlowComparison.Of(live.Flow, draft, _tools.Catalogue).WithoutLayout());
        return known.Comparison;
    }

    /// <inheritdoc/>
    public void Dispose() => _tools.Publishing.Changed -= OnChanged;

    private void OnChanged(string flowId)
    {
        if (flowId == _flowId) _ = _dispatch(() => LoadAsync(CancellationToken.None));
    }
}
