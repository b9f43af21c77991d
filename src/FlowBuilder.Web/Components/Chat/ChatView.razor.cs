using System.Globalization;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Storage;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Chat;

/// <summary>A chat with a flow. It stands by itself: beside the canvas, on a page of its own, in a bubble.</summary>
/// <remarks>Needs a cascading <see cref="ChatSetting"/>; fills the box it is put in.</remarks>
public sealed partial class ChatView : IAsyncDisposable
{
    private readonly TaskCompletionSource _opened = new();
    private readonly MountedScript _script = new();
    private ElementReference _root;
    private ChatModel? _model;
    private bool _isMounting;
    private bool _isListOpen;
    private string? _edited;
    private string? _problem;
    private string _announcement = "";

    /// <summary>Called with the run that answered, when a person wants to see how; without it, nothing offers that.</summary>
    [Parameter] public EventCallback<string> OnShowRun { get; set; }

    /// <summary>The run that is shown elsewhere now, or null.</summary>
    [Parameter] public string? ShownRun { get; set; }

    /// <summary>What is offered where one cannot talk to the flow.</summary>
    [Parameter] public RenderFragment? Setup { get; set; }

    [CascadingParameter] private ChatSetting Setting { get; set; } = null!;

    [Inject] private ChatServices Services { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <summary>Sends a message; false where it could not be sent, so that its text is put back.</summary>
    [JSInvokable]
    public Task<bool> Send(string text) => TryAsync(() => _model!.SendAsync(text, CancellationToken.None));

    /// <summary>Sends another version of a message.</summary>
    [JSInvokable]
    public async Task<bool> Edit(string runId, string text)
    {
        if (_model?.Tree.Find(runId) is not { } turn || !await TryAsync(() => _model.EditAsync(turn, text, CancellationToken.None))) return false;
        _edited = null;
        StateHasChanged();
        return true;
    }

    /// <summary>Shows how an answer came about.</summary>
    [JSInvokable]
    public Task ShowRun(string runId) => OnShowRun.InvokeAsync(runId);

    /// <summary>Leaves the editing of a message.</summary>
    [JSInvokable]
    public void LeaveEdit()
    {
        _edited = null;
        StateHasChanged();
    }

    /// <summary>Sends what stands in the field; else asks anew what was asked last, or what the flow has as an example; with neither, the field gets the focus.</summary>
    internal async Task RunAsync()
    {
        await _opened.Task;
        if (_model is not { IsBusy: false } model) return;
        _isListOpen = false;
        StateHasChanged();
        var draft = await _script.CallAsync<string>("take");
        if (draft is { Length: > 0 })
        {
            if (!await Send(draft)) await _script.CallAsync("putBack", draft);
        }
        else if (model.Tree.Path is [.., var last])
        {
            await TryAsync(() => model.RetryAsync(last, CancellationToken.None));
        }
        else if (model.FirstMessage is { } first)
        {
            await Send(first);
        }
        else
        {
            await _script.CallAsync("focus");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_model is not null) await _model.DisposeAsync();
        await _script.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var model = new ChatModel(Setting, Services, InvokeAsync);
        model.Changed += StateHasChanged;
        model.Answered += Announce;
        await model.OpenAsync(CancellationToken.None);
        _model = model;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_model is null || _isMounting) return;
        _isMounting = true;
        await _script.MountAsync(Script, "chat.mount", _root, DotNetObjectReference.Create(this), Setting.FlowId);
        _opened.TrySetResult();
    }

    private async Task OpenAsync(string id)
    {
        (_isListOpen, _edited, _problem) = (false, null, null);
        await _model!.OpenAsync(id, CancellationToken.None);
    }

    private async Task BeginAsync()
    {
        (_isListOpen, _edited, _problem) = (false, null, null);
        await _model!.BeginAsync();
        await _script.CallAsync("focus");
    }

    private async Task DeleteAsync(Conversation conversation)
    {
        await _model!.DeleteAsync(conversation, CancellationToken.None);
        Toasts.Show(new Toast(L["Chat.Deleted", conversation.Name], ActionLabel: L["Toast.Undo"], Action: () => InvokeAsync(async () =>
        {
            await _model.RestoreAsync(conversation, CancellationToken.None);
            StateHasChanged();
        })));
    }

    private async Task<bool> TryAsync(Func<Task> send)
    {
        _problem = null;
        if (!Setting.MayTalk()) return false;
        try
        {
            await send();
            return true;
        }
        catch (RunRefusedException refused)
        {
            _problem = refused.Problems.Length == 1
                ? refused.Problems[0].Text.ToString()
                : L["Run.Problems", refused.Problems[0].Text, refused.Problems.Length - 1];
        }
        catch (HostBusyException busy)
        {
            _problem = busy.Text.For(CultureInfo.CurrentUICulture);
        }
        catch (Exception failure) when (failure is ApiException or HostStoppingException or StorageException)
        {
            _problem = ProblemOf.Of(failure)!.Detail.ToString();
        }

        StateHasChanged();
        return false;
    }

    // Said once, when it is whole: who cannot see the words come does not want to hear each of them.
    private void Announce(TurnEnd end)
    {
        _announcement = end.State switch
        {
            TurnState.Answered => string.Create(CultureInfo.CurrentCulture, $"{L["Chat.AnswerIs"]} {end.Answer}"),
            TurnState.Stopped => L["Chat.Stopped"],
            _ => end.Problem?.ToString() ?? L["Chat.Failed"],
        };
        StateHasChanged();
    }
}
