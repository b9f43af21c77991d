using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Questions;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Asking;

/// <summary>A question of a run, with what it takes to answer it.</summary>
public sealed partial class QuestionForm
{
    private readonly string _id = $"question-{Guid.NewGuid():N}";
    private QuestionDraft _draft = null!;
    private object? _details;
    private string _comment = "";
    private string? _problem;
    private bool _isSending;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired] public required string RunId { get; set; }

    /// <summary>The question.</summary>
    [Parameter, EditorRequired] public required OpenQuestion Open { get; set; }

    /// <summary>Called when it has been answered, here or by somebody else.</summary>
    [Parameter] public EventCallback OnAnswered { get; set; }

    [Inject] private RunAnswers Answers { get; set; } = null!;

    [Inject] private RunHost Runs { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _draft = new QuestionDraft(Open.Question);
        _details = Open.Question.Details switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { } json => json,
            null => null,
        };
    }

    private string IdOf(QuestionField field) => $"{_id}-{Open.Question.Fields.IndexOf(field).ToString(CultureInfo.InvariantCulture)}";

    private static string LabelOf(QuestionField field) => field.Label.Length > 0 ? field.Label : field.Name;

    private async Task AnswerAsync(bool isApproved)
    {
        if (_isSending || Runs.FindLive(RunId) is { } run && !Person.MayAnswer(run)) return;
        var answer = new HumanAnswer(isApproved)
        {
            Comment = _comment.Trim() is { Length: > 0 } comment ? comment : null,
            Values = isApproved ? _draft.Values() : new Dictionary<string, JsonElement>(),
        };
        _problem = null;
        if (!_draft.Check(answer)) return;
        _isSending = true;
        try
        {
            await Answers.AnswerAsync(RunId, open => open.Id == Open.Id, answer, CancellationToken.None);
            Toasts.Show(new Toast(L[isApproved ? "Asking.Approved" : "Asking.Rejected"]));
        }
        catch (ApiException refused)
        {
            _problem = refused.Problem.Detail.ToString();
            _isSending = false;
            return;
        }

        await OnAnswered.InvokeAsync();
    }
}
