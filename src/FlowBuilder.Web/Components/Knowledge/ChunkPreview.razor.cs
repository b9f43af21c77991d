using System.Globalization;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Shows how settings would cut a document of the knowledge base, or a text of one's own, while they are being changed.</summary>
public sealed partial class ChunkPreview : IDisposable
{
    private const int Shown = 30;
    private const int MostDocuments = 50;
    private const int MostTyped = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private IReadOnlyList<KnowledgeDocument> _documents = [];
    private CancellationTokenSource? _cutting;
    private PreviewedChunks? _cut;
    private KnowledgeSettings? _known;
    private string? _problem;
    private string _chosen = "";
    private string _text = "";
    private bool _isCutting;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required string BaseId { get; set; }

    /// <summary>How it would be cleaned and cut.</summary>
    [Parameter, EditorRequired] public required KnowledgeSettings Settings { get; set; }

    [Inject] private IKnowledgeDocuments Documents { get; set; } = null!;

    [Inject] private KnowledgePreview Preview { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string Facts => (_cut, KnowledgeSettingsCheck.CanCut(Settings.Splitting)) switch
    {
        (_, false) => L["Knowledge.PreviewCannot"],
        (null, _) => _isCutting ? L["Knowledge.PreviewCutting"] : "",
        ({ Total: 0 }, _) => L["Knowledge.PreviewEmpty"],
        ({ } cut, _) => L["Knowledge.PreviewFacts", KnowledgeWords.Chunks(L, cut.Total), Number((int)(cut.Characters / cut.Total)), Number((int)(cut.Tokens / cut.Total))],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _cutting?.Cancel();
        _cutting?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // What could not be read cannot be cut either.
        _documents = await Documents.ListAsync(BaseId, KnowledgeDocumentState.Ready, 0, MostDocuments, CancellationToken.None);
        _chosen = _documents.Count > 0 ? _documents[0].Id : "";
        _known = Settings;
        await CutAsync();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_known is null || _known == Settings) return;
        _known = Settings;
        Again();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private Task ChooseAsync(ChangeEventArgs change)
    {
        _chosen = change.Value as string ?? "";
        return CutAsync();
    }

    // Whoever types or turns a number up is waited for.
    private void Again() => _ = InvokeAsync(async () =>
    {
        var cancellation = Begin();
        try
        {
            await Task.Delay(Pause, Time, cancellation);
            await CutAsync();
        }
        catch (OperationCanceledException)
        {
            // Something newer is asked for.
        }
    });

    private CancellationToken Begin()
    {
        _cutting?.Cancel();
        _cutting?.Dispose();
        _cutting = new CancellationTokenSource();
        return _cutting.Token;
    }

    private async Task CutAsync()
    {
        var cancellation = Begin();
        if (!KnowledgeSettingsCheck.CanCut(Settings.Splitting) || (_chosen.Length == 0 && string.IsNullOrWhiteSpace(_text)))
        {
            (_cut, _problem, _isCutting) = (null, null, false);
            StateHasChanged();
            return;
        }

        _isCutting = true;
        StateHasChanged();
        try
        {
            var cut = _chosen.Length > 0
                ? await Preview.OfDocumentAsync(BaseId, _chosen, Settings, Shown, cancellation)
                : await KnowledgePreview.OfTextAsync(_text, Settings, Shown, cancellation);
            (_cut, _problem, _isCutting) = (cut, null, false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            (_cut, _problem, _isCutting) = (null, problem.Detail.ToString(), false);
        }

        StateHasChanged();
    }
}
