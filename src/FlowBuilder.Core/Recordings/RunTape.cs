using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Core.Recordings;

/// <summary>What one run records, or is given from a recording.</summary>
/// <remarks>
/// Thread-safe. A request is given what the same path was answered, in the order in which it was asked there; where that path has
/// nothing, what any path was. Asked more often than was recorded, the last answer is given again.
/// </remarks>
public sealed class RunTape
{
    private readonly Lock _gate = new();
    private readonly SecretMask _mask;
    private readonly Dictionary<CallRequest, List<RecordingSlot>> _kept = [];
    private readonly Dictionary<(CallRequest, string?), int> _given = [];
    private readonly Dictionary<CallRequest, RecordedCall> _known;
    private readonly Recording _source;

    private RunTape(RecordingMode mode, Recording source, SecretMask mask)
    {
        (Mode, _source, _mask) = (mode, source, mask);
        _known = source.Calls.ToDictionary(call => call.Request);
    }

    /// <summary>Whether it records or replays.</summary>
    public RecordingMode Mode { get; }

    /// <summary>A tape that keeps what models and tools answer.</summary>
    /// <param name="mask">Takes secrets out of it.</param>
    public static RunTape Record(SecretMask mask) => new(RecordingMode.Record, Recording.Empty, mask);

    /// <summary>A tape that gives what was recorded.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="mask">Takes the same secrets out of requests as were when it was recorded.</param>
    public static RunTape Replay(Recording recording, SecretMask mask) => new(RecordingMode.Replay, recording, mask);

    /// <summary>What was recorded until now.</summary>
    public Recording ToRecording()
    {
        lock (_gate)
        {
            return new Recording(
                from call in _kept
                let answers = call.Value.Where(slot => slot.Answer is not null).Select(slot => new RecordedAnswer(slot.At, slot.Answer!.Value)).ToImmutableArray()
                where !answers.IsEmpty
                select new RecordedCall(call.Key, answers));
        }
    }

    /// <summary>A request without secrets.</summary>
    internal CallRequest RequestOf(CallKind kind, string name, JsonElement content) => new(kind, name, _mask.Of(content));

    /// <summary>A text without secrets.</summary>
    internal string Masked(string text) => _mask.Of(text);

    /// <summary>Takes a place for an answer that is to come; a place that gets none leaves no trace.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="at">The path that asks.</param>
    internal RecordingSlot Begin(CallRequest request, string at)
    {
        var slot = new RecordingSlot(at, _mask);
        lock (_gate)
        {
            if (!_kept.TryGetValue(request, out var slots)) _kept[request] = slots = [];
            slots.Add(slot);
        }

        return slot;
    }

    /// <summary>What was recorded for a request.</summary>
    /// <exception cref="NodeException">Nothing was: <c>not-recorded</c>.</exception>
    internal JsonElement Take(CallRequest request, string at) => Find(request, at) ?? throw NotRecorded.Fault(request, _source);

    /// <summary>What was recorded for a request, or null.</summary>
    internal JsonElement? Find(CallRequest request, string at)
    {
        if (!_known.TryGetValue(request, out var call)) return null;
        var own = call.Answers.Where(answer => answer.At == at).ToList();
        var answers = own.Count > 0 ? own : [.. call.Answers];
        lock (_gate)
        {
            var key = (request, own.Count > 0 ? at : null);
            var turn = _given.GetValueOrDefault(key);
            _given[key] = turn + 1;
            return answers[Math.Min(turn, answers.Count - 1)].Value;
        }
    }
}
