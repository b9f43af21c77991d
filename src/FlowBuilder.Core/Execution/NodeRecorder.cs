using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution;

/// <summary>Runs a node of a run that records or replays. A node that reaches outside is kept as a whole and, in a replay, not run at all.</summary>
/// <remarks>Results of earlier runs are never used, so that a recording holds all that it needs.</remarks>
internal sealed class NodeRecorder(RecordingScope scope, FlowRun run, PlanNode node, NodeInvocation invocation)
{
    private readonly Dictionary<string, JsonArray> _pieces = new(StringComparer.Ordinal);

    /// <summary>Runs the node, or gives what was recorded for it.</summary>
    /// <param name="values">The values of its inputs.</param>
    /// <param name="live">Runs it.</param>
    /// <exception cref="NodeException">It failed, or did when it was recorded; or it was not recorded.</exception>
    public async Task RunAsync(object?[] values, Func<Task> live)
    {
        if (!node.Type.IsRecordedWhole)
        {
            RecordingScope.Current = scope;
            await live().ConfigureAwait(false);
            await invocation.EndTextsAsync().ConfigureAwait(false);
            return;
        }

        var request = scope.Tape.RequestOf(CallKind.Node, node.Type.Id, await ContentAsync(values).ConfigureAwait(false));
        if (scope.Tape.Mode == RecordingMode.Replay) await GiveAsync(scope.Tape.Take(request, scope.Path)).ConfigureAwait(false);
        else await KeepAsync(scope.Tape.Begin(request, scope.Path), live).ConfigureAwait(false);
    }

    /// <summary>A value as it is given: a tool's calls are recorded.</summary>
    public object Recorded(object value) => ToolJson.Recorded(value, scope);

    /// <summary>A piece of a text was given.</summary>
    public void Heard(string port, string chunk)
    {
        if (!_pieces.TryGetValue(port, out var pieces)) _pieces[port] = pieces = [];
        pieces.Add(chunk);
    }

    private async Task KeepAsync(RecordingSlot slot, Func<Task> live)
    {
        invocation.Recorder = this;
        RecordingScope.Current = null;
        var answer = new JsonObject();
        try
        {
            await live().ConfigureAwait(false);
            await invocation.EndTextsAsync().ConfigureAwait(false);
        }
        catch (NodeException failure)
        {
            answer["fault"] = FaultJson.Of(failure);
            throw;
        }
        finally
        {
            var given = new JsonObject(invocation.ToCachedResult().Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)Told(output.Key, output.Value))));
            if (given.Count > 0) answer["gave"] = given;
            if (invocation.Context.Usage is { } usage) answer["usage"] = JsonSerializer.SerializeToNode(usage, CoreJson.Options);
            if (!run.Stopping.IsCancellationRequested) slot.Keep(JsonSerializer.SerializeToElement(answer));
        }
    }

    private JsonObject? Told(string port, object value)
    {
        if (_pieces.GetValueOrDefault(port) is { } pieces)
        {
            var whole = string.Concat(pieces.Select(piece => piece!.GetValue<string>()));
            return new JsonObject { ["type"] = PortType.Text.Name, ["pieces"] = scope.Tape.Masked(whole) == whole ? pieces : new JsonArray(whole) };
        }

        if (value is LiveText) return null;
        var isTool = value is ToolValue or ToolSet;
        return new JsonObject
        {
            ["type"] = PortTypes.OfValue(value).Name,
            ["value"] = JsonSerializer.SerializeToNode(isTool ? ToolJson.Of(value) : PortValueJson.Write(value)),
        };
    }

    private async Task GiveAsync(JsonElement answer)
    {
        try
        {
            if (answer.TryGetProperty("usage", out var usage)) invocation.Context.Report(usage.Deserialize<TokenUsage>(CoreJson.Options)!);
            if (answer.TryGetProperty("gave", out var given))
            {
                foreach (var output in given.EnumerateObject()) await GiveAsync(output.Name, output.Value).ConfigureAwait(false);
            }

            if (answer.TryGetProperty("fault", out var fault)) throw FaultJson.Read(fault);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw FaultJson.Broken(failure);
        }

        await invocation.EndTextsAsync().ConfigureAwait(false);
    }

    private async Task GiveAsync(string port, JsonElement output)
    {
        if (output.ValueKind == JsonValueKind.Null) return;
        if (output.TryGetProperty("pieces", out var pieces))
        {
            foreach (var piece in pieces.EnumerateArray()) await invocation.AppendAsync(port, piece.GetString()!).ConfigureAwait(false);
            return;
        }

        var type = new PortType(output.GetProperty("type").GetString()!);
        var value = output.GetProperty("value");
        await invocation.GiveAsync(port, type == PortType.Tool ? ToolJson.Read(value, scope) : PortValueJson.Read(type, value)).ConfigureAwait(false);
    }

    // A connection may have another name where the recording is played; an account is no part of what is asked.
    private async ValueTask<JsonElement> ContentAsync(object?[] values)
    {
        var settings = new JsonObject(node.SettingsJson
            .Where(member => node.Type.FindField(member.Key)?.Kind is not (FieldKind.Connection or FieldKind.Database or FieldKind.WebSearch or FieldKind.MailServer or FieldKind.ToolServer))
            .Select(member => KeyValuePair.Create(member.Key, JsonSerializer.SerializeToNode(member.Value))));
        var inputs = new JsonObject();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value) inputs[node.InputIds[i]] = await JsonOfAsync(value).ConfigureAwait(false);
        }

        return JsonSerializer.SerializeToElement(new JsonObject { ["settings"] = settings, ["inputs"] = inputs });
    }

    private async ValueTask<JsonNode?> JsonOfAsync(object value)
    {
        if (value is LiveText live) return await live.WholeAsync(run.Stopping).ConfigureAwait(false);
        if (value is not List<object> list) return JsonSerializer.SerializeToNode(PortValueJson.Write(value));
        var items = new JsonArray();
        foreach (var item in list) items.Add(await JsonOfAsync(item).ConfigureAwait(false));
        return items;
    }
}
