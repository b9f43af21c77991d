using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Questions;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Asking;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>What runs ask people: looked at and answered.</summary>
public sealed partial class WaitingPage
{
    /// <summary>Where it is.</summary>
    public const string Address = "/waiting";

    private IReadOnlyList<(FlowRun Run, OpenQuestion Open)> _waiting = [];

    [Inject] private RunHost Runs { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Runs.QuestionsChanged -= OnChanged;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Runs.QuestionsChanged += OnChanged;
        List();
    }

    private void List() => _waiting =
        [.. Runs.For(Person).SelectMany(run => run.OpenQuestions.Select(open => (Run: run, Open: open))).OrderBy(waiting => waiting.Open.Since)];

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        List();
        StateHasChanged();
    });

    private string NameOf(FlowRun run) => run.Flow.Name.Length > 0 ? run.Flow.Name : L["Flow.Untitled"];

    // The first step of the path is a node of this very flow.
    private string TitleOf(FlowRun run, OpenQuestion open)
    {
        var id = open.Node.Split('/', '[')[0];
        return run.Flow.Nodes.FirstOrDefault(node => node.Id.Value == id) is { Title.Length: > 0 } node ? node.Title : L["Waiting.Question"];
    }
}
