using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Recordings;

/// <summary>Says which runs of an installation are recorded or replayed, and keeps what they record with their flow.</summary>
/// <remarks>A run is what it was asked to be; otherwise what the connections that its flow names are set to, where one replays before one records.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
public sealed class RunRecorder(IConnectionStore connections, IRecordingStore recordings, KnownSecrets secrets, NodeCatalogue catalogue)
{
    // Fields of rows are not listed with those of the node; a connection among them is called so.
    private readonly HashSet<string> _members =
    [
        "connection",
        .. catalogue.Types.SelectMany(type => type.Fields)
            .Where(field => field.Kind is FieldKind.Connection or FieldKind.Database or FieldKind.WebSearch or FieldKind.MailServer)
            .Select(field => field.Name),
    ];

    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>The tape for a run.</summary>
    /// <param name="flow">What is run.</param>
    /// <param name="flowId">The stored flow whose recording it is; null for a flow that was never stored, which has none.</param>
    /// <param name="asked">What was asked for, or null.</param>
    /// <param name="isForCaller">Whether the run answers a caller of an endpoint: what strangers write is recorded only where that was asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tape; null for a run that is neither recorded nor replayed.</returns>
    /// <exception cref="RecordingException">The recording cannot be read.</exception>
    public async ValueTask<RunTape?> TapeAsync(Flow flow, string? flowId, RecordingMode? asked, bool isForCaller, CancellationToken cancellationToken)
    {
        if ((asked ?? await ModeOfAsync(flow, cancellationToken).ConfigureAwait(false)) is not { } mode) return null;
        if (mode == RecordingMode.Record && (flowId is null || (isForCaller && asked is null))) return null;
        var mask = await secrets.MaskAsync(cancellationToken).ConfigureAwait(false);
        if (mode == RecordingMode.Record) return RunTape.Record(mask);
        var recording = flowId is null ? null : await recordings.FindAsync(flowId, cancellationToken).ConfigureAwait(false);
        return RunTape.Replay(recording ?? Recording.Empty, mask);
    }

    /// <summary>Adds what a run recorded to its flow's recording.</summary>
    public async ValueTask KeepAsync(string flowId, RunTape tape, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = await recordings.FindAsync(flowId, cancellationToken).ConfigureAwait(false);
            await recordings.SaveAsync(flowId, (before ?? Recording.Empty).With(tape.ToRecording()), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<RecordingMode?> ModeOfAsync(Flow flow, CancellationToken cancellationToken)
    {
        var modes = (await connections.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(connection => connection.Recording is not null)
            .ToDictionary(connection => connection.Name, connection => connection.Recording!.Value, StringComparer.Ordinal);
        if (modes.Count == 0) return null;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in flow.Nodes.SelectMany(node => node.Settings)) Collect(setting.Key, setting.Value, named);
        var used = modes.Where(mode => named.Contains(mode.Key)).Select(mode => mode.Value).ToList();
        return used.Contains(RecordingMode.Replay) ? RecordingMode.Replay : used.Count > 0 ? RecordingMode.Record : null;
    }

    // Flows that are embedded in settings name connections too.
    private void Collect(string member, JsonElement value, HashSet<string> named)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when _members.Contains(member):
                named.Add(value.GetString()!);
                break;
            case JsonValueKind.Object:
                foreach (var inner in value.EnumerateObject()) Collect(inner.Name, inner.Value, named);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Collect(member, item, named);
                break;
        }
    }
}
