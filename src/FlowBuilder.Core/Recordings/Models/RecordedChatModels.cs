using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>Chat models whose calls are recorded in a run that records, and given from the recording in one that replays.</summary>
/// <param name="inner">The models themselves; never asked in a replay.</param>
public sealed class RecordedChatModels(IChatModels inner) : IChatModels
{
    /// <inheritdoc/>
    public ValueTask<OpenedChatModel> OpenAsync(string connection, string? model, ICallObserver observer, CancellationToken cancellationToken) =>
        RecordingScope.Current switch
        {
            { Tape.Mode: RecordingMode.Replay } scope => ValueTask.FromResult(Replay(connection, model, scope)),
            { } scope => RecordAsync(connection, model, observer, scope, cancellationToken),
            null => inner.OpenAsync(connection, model, observer, cancellationToken),
        };

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken) =>
        inner.ListModelsAsync(connection, cancellationToken);

    private async ValueTask<OpenedChatModel> RecordAsync(
        string connection, string? model, ICallObserver observer, RecordingScope scope, CancellationToken cancellationToken)
    {
        var slot = scope.Tape.Begin(Request(connection, model, scope.Tape), scope.Path);
        try
        {
            var opened = await inner.OpenAsync(connection, model, observer, cancellationToken).ConfigureAwait(false);
            var provider = (opened.Client.GetService(typeof(Microsoft.Extensions.AI.ChatClientMetadata)) as Microsoft.Extensions.AI.ChatClientMetadata)?.ProviderName;
            slot.Keep(JsonSerializer.SerializeToElement(new Opening(opened.Model, provider, opened.Price, opened.IsDeterministic), CoreJson.Options));
            return opened with { Client = new RecordedChatClient(opened.Client, model, opened.Model, scope) };
        }
        catch (NodeException failure)
        {
            slot.Keep(JsonSerializer.SerializeToElement(new JsonObject { ["fault"] = FaultJson.Of(failure) }));
            throw;
        }
    }

    // A model that was never opened has no answer either: that is said when it is asked, where there is something to compare.
    private static OpenedChatModel Replay(string connection, string? model, RecordingScope scope)
    {
        if (scope.Tape.Find(Request(connection, model, scope.Tape), scope.Path) is not { } found)
            return new OpenedChatModel(new ReplayedChatClient(model, model ?? "", null, scope), connection, model ?? "", null, false);
        try
        {
            if (found.TryGetProperty("fault", out var fault)) throw FaultJson.Read(fault);
            var opening = found.Deserialize<Opening>(CoreJson.Options) ?? throw new JsonException("The opening is null.");
            return new OpenedChatModel(new ReplayedChatClient(model, opening.Model, opening.Provider, scope), connection, opening.Model, opening.Price, opening.Deterministic);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw FaultJson.Broken(failure);
        }
    }

    private static CallRequest Request(string connection, string? model, RunTape tape) =>
        tape.RequestOf(CallKind.Opening, connection, JsonSerializer.SerializeToElement(new { model = string.IsNullOrWhiteSpace(model) ? null : model.Trim() }));

    private sealed record Opening(string Model, string? Provider, ModelPrice? Price, bool Deterministic);
}
