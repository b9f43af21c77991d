using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>A chunk: its place and text, whether it is found, and a place to write it anew.</summary>
public sealed partial class ChunkCard
{
    private const int KnowledgeLimit = KnowledgeShelf.MostChunkLength;

    private ElementReference _field;
    private KnowledgeChunk? _edited;
    private string _draft = "";
    private string? _problem;
    private string? _said;
    private bool _isSaving;
    private bool _takesFocus;
    private bool _isRestoring;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required string BaseId { get; set; }

    /// <summary>The chunk.</summary>
    [Parameter, EditorRequired] public required KnowledgeChunk Chunk { get; set; }

    /// <summary>Whether one was led to it.</summary>
    [Parameter] public bool IsMarked { get; set; }

    /// <summary>Whether its document is being worked on, so that it cannot be changed.</summary>
    [Parameter] public bool IsBusy { get; set; }

    /// <summary>Whether it can be changed here.</summary>
    [Parameter] public bool MayChange { get; set; }

    /// <summary>Called after a change.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private KnowledgeShelf Shelf { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    /// <summary>The id of the element that shows a chunk.</summary>
    public static string ElementOf(string chunkId) => $"chunk-{chunkId}";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!_isRestoring || IsBusy) return;
        (_isRestoring, _said) = (false, Chunk.IsEdited ? null : L["Knowledge.Restored"].Value);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_takesFocus) return;
        _takesFocus = false;
        await Script.WriteAsync(_field);
    }

    private void Edit() => (_edited, _draft, _problem, _said, _takesFocus) = (Chunk, Chunk.Text, null, null, true);

    private void Leave() => (_edited, _problem) = (null, null);

    private Task SwitchAsync(bool isOn) => DoAsync(async () =>
    {
        await Shelf.ChangeAsync(BaseId, Chunk, text: null, isOn, CancellationToken.None);
        _said = L[isOn ? "Knowledge.SwitchedOn" : "Knowledge.SwitchedOff"];
    });

    private Task SaveAsync() => DoAsync(async () =>
    {
        // From the text that the change began with: where somebody else changed it meanwhile, that is said.
        await Shelf.ChangeAsync(BaseId, _edited!, _draft, isEnabled: null, CancellationToken.None);
        _edited = null;
        _said = L["Save.Saved"];
    });

    private Task RestoreAsync() => DoAsync(async () =>
    {
        await Shelf.RestoreAsync(BaseId, Chunk, CancellationToken.None);
        (_isRestoring, _said) = (true, L["Knowledge.Restoring"]);
    });

    private async Task DoAsync(Func<Task> act)
    {
        if (_isSaving) return;
        (_isSaving, _problem, _said) = (true, null, null);
        try
        {
            await act();
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            _problem = problem.Detail.ToString();
        }
        finally
        {
            _isSaving = false;
        }

        // Also where it was refused: what is shown may be old.
        await OnChanged.InvokeAsync();
    }
}
