using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Publishing;

/// <summary>A form made of the live version's inputs that calls the endpoint as a program would.</summary>
public sealed partial class TryIt : IAsyncDisposable
{
    private RunInputs _inputs = null!;
    private EndpointTrial _trial = null!;
    private IReadOnlyList<string> _problems = [];
    private bool _isStarting;

    [CascadingParameter] private PublishedState State { get; set; } = null!;

    [Inject] private NodeCatalogue Catalogue { get; set; } = null!;

    [Inject] private EndpointRuns Runs { get; set; } = null!;

    [Inject] private RunHost Host { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<RunInput> Inputs => _inputs.Of(State.Live!.Flow);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _trial.Changed -= StateHasChanged;
        await _trial.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _inputs = new RunInputs(Catalogue);
        var language = new ReaderLanguage();
        _trial = new EndpointTrial(Runs, Host, Time, act => InvokeAsync(() => language.Do(act)));
        _trial.Changed += StateHasChanged;
    }

    private async Task StartAsync()
    {
        if (_isStarting) return;
        (_isStarting, _problems) = (true, []);
        try
        {
            await _trial.StartAsync(State.Endpoint!, new EndpointAsk { Inputs = _inputs.ValuesOf(State.Live!.Flow) }, CancellationToken.None);
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            _problems = problem.Problems.IsEmpty ? [problem.Detail.ToString()] : [.. problem.Problems.Select(one => one.Text.ToString()).Distinct()];
        }
        finally
        {
            _isStarting = false;
        }
    }
}
