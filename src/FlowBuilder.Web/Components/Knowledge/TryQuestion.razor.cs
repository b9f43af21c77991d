using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Asks a knowledge base something, and says what is found, how well it fits and why.</summary>
public sealed partial class TryQuestion
{
    private static readonly ImmutableArray<KnowledgeSearchMode> Modes = [KnowledgeSearchMode.Hybrid, KnowledgeSearchMode.Keyword, KnowledgeSearchMode.Vector];
    private static readonly ImmutableArray<int> Tops = [3, 5, 10, 20, 50];

    private IReadOnlyList<KnowledgeHit>? _hits;
    private KnowledgeSearchMode _mode = KnowledgeSearchMode.Hybrid;
    private KnowledgeSearchMode _askedMode;
    private string _query = "";
    private string _asked = "";
    private string? _problem;
    private double _best = 1;
    private int _top = 5;
    private bool _isAsking;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required string BaseId { get; set; }

    /// <summary>Whether there is anything to be found.</summary>
    [Parameter] public bool CanAsk { get; set; }

    [Inject] private KnowledgeSearch Search { get; set; } = null!;

    [Inject] private KnowledgeShelf Shelf { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private async Task AskAsync()
    {
        if (_isAsking || string.IsNullOrWhiteSpace(_query)) return;
        _isAsking = true;
        try
        {
            (_asked, _askedMode, _problem) = (_query.Trim(), _mode, null);
            _hits = await Search.SearchAsync(BaseId, new KnowledgeQuery(_asked, _mode, _top), CancellationToken.None) ?? [];

            // BM25 has no upper end: there the best result is the measure.
            _best = _askedMode == KnowledgeSearchMode.Keyword ? _hits.Select(hit => hit.Score).DefaultIfEmpty(1).Max() : 1;
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            (_problem, _hits) = (problem.Detail.ToString(), null);
        }
        finally
        {
            _isAsking = false;
        }
    }

    private Task ChooseAsync(KnowledgeSearchMode mode)
    {
        _mode = mode;
        return AskAgainAsync();
    }

    private Task ChooseTopAsync(ChangeEventArgs change)
    {
        _top = int.Parse((string)change.Value!, CultureInfo.InvariantCulture);
        return AskAgainAsync();
    }

    // Another way of searching shows at once what it makes of the question.
    private Task AskAgainAsync() => _hits is null ? Task.CompletedTask : AskAsync();

    private async Task SwitchAsync(KnowledgeHit hit, bool isOn) => await Toasts.TryAsync(async () =>
    {
        var changed = await Shelf.ChangeAsync(BaseId, hit.Chunk, text: null, isOn, CancellationToken.None);
        _hits = [.. _hits!.Select(one => one.Chunk.Id == changed.Id ? one with { Chunk = changed } : one)];
    });
}
