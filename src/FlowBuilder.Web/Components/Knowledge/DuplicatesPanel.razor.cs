using System.Globalization;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Shows chunks that say the same beside one another, and drops those that are chosen; which can be undone.</summary>
public sealed partial class DuplicatesPanel : IDisposable
{
    private const int Shown = 50;
    private const int ShownOfGroup = 10;

    private static readonly double[] Likenesses = [1, 0.95, DuplicateReview.DefaultLikeness, DuplicateReview.LeastLikeness];

    private readonly CancellationTokenSource _left = new();
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private DuplicateReport? _report;
    private double _likeness = DuplicateReview.DefaultLikeness;
    private bool _isLooking;
    private bool _isDropping;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required string BaseId { get; set; }

    [Inject] private DuplicateShelf Duplicates { get; set; } = null!;

    [Inject] private IKnowledgeDocuments Documents { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private IEnumerable<string> AllShown =>
        _report?.Groups.Take(Shown).SelectMany(group => group.Others.Take(ShownOfGroup)).Select(other => other.Chunk.Id) ?? [];

    private string Facts => (_isLooking, _report) switch
    {
        (true, _) => L["Knowledge.DuplicatesLooking"],
        (_, { Groups.Count: 0 } report) => L["Knowledge.DuplicatesNone", KnowledgeWords.Chunks(L, report.Compared)],
        (_, { } report) => L["Knowledge.DuplicatesFound", KnowledgeWords.Chunks(L, report.Groups.Sum(group => group.Others.Count)), KnowledgeWords.Chunks(L, report.Compared)],
        _ => "",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LookAsync();

    // What people call the document: a heading in it may be that of many others.
    private string PlaceOf(KnowledgeChunk chunk) =>
        $"{_titles.GetValueOrDefault(chunk.DocumentId, chunk.Title)} · {L["Knowledge.ChunkNumber", chunk.Ordinal]}";

    private async Task ReadTitlesAsync()
    {
        foreach (var id in _report!.Groups.Take(Shown).SelectMany(group => group.Others.Take(ShownOfGroup).Select(other => other.Chunk).Prepend(group.Kept)).Select(chunk => chunk.DocumentId).Distinct())
        {
            if (!_titles.ContainsKey(id) && await Documents.FindAsync(BaseId, id, _left.Token) is { Title.Length: > 0 } document) _titles.Add(id, document.Title);
        }
    }

    private Task ChooseAsync(ChangeEventArgs change)
    {
        _likeness = double.Parse((string)change.Value!, CultureInfo.InvariantCulture);
        return LookAsync();
    }

    private void Choose(string id, bool isChosen)
    {
        if (isChosen) _chosen.Add(id);
        else _chosen.Remove(id);
    }

    private void ChooseAll()
    {
        var all = AllShown.ToList();
        if (all.TrueForAll(_chosen.Contains)) _chosen.Clear();
        else _chosen.UnionWith(all);
    }

    private async Task LookAsync()
    {
        if (_isLooking) return;
        _isLooking = true;
        StateHasChanged();
        try
        {
            await Toasts.TryAsync(async () =>
            {
                _report = await Duplicates.FindAsync(BaseId, _likeness, _left.Token);
                await ReadTitlesAsync();
            });
            _chosen.IntersectWith(AllShown);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isLooking = false;
        }
    }

    private async Task DropAsync()
    {
        _isDropping = true;
        var ids = _chosen.ToList();
        if (await Toasts.TryAsync(() => SwitchAsync(ids, isEnabled: false)))
        {
            _chosen.Clear();
            Toasts.Show(new Toast(L["Knowledge.Dropped", KnowledgeWords.Chunks(L, ids.Count)], ActionLabel: L["Toast.Undo"], Action: () => UndoAsync(ids)));
        }

        _isDropping = false;
        await LookAsync();
    }

    private Task UndoAsync(List<string> ids) => InvokeAsync(async () =>
    {
        await Toasts.TryAsync(() => SwitchAsync(ids, isEnabled: true));
        await LookAsync();
        StateHasChanged();
    });

    private async Task SwitchAsync(List<string> ids, bool isEnabled)
    {
        var missed = await Duplicates.SwitchAsync(BaseId, ids, isEnabled, CancellationToken.None);
        if (missed.Count > 0) Toasts.Show(new Toast(L["Knowledge.DropMissed", KnowledgeWords.Chunks(L, missed.Count)], IsProblem: true));
    }
}
