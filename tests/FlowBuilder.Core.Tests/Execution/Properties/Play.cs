using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>What the nodes of random flows do, whatever inputs they have.</summary>
internal static class Play
{
    public const string FaultCode = "test.played";

    private static readonly ConcurrentDictionary<string, int> Tries = new();

    /// <summary>A node's text: short, its own, and a function of all that came in. It has characters that are two UTF-16 units.</summary>
    public static string TextOf(string node, IEnumerable<string> inputs)
    {
        var hash = 2166136261u;
        foreach (var character in string.Join('|', inputs)) hash = (hash ^ character) * 16777619u;
        return $"😀{node}·{hash:x8}·안녕🧵";
    }

    public static async IAsyncEnumerable<NodeOutput> GiveAsync(
        PlaySettings settings, string text, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fails = settings.FailingTries > 0
            && Tries.AddOrUpdate(context.IdempotencyKey, 1, static (_, tries) => tries + 1) <= settings.FailingTries;
        var given = 0;
        foreach (var id in settings.Gives)
        {
            var port = id == "left" ? PlayPorts.Left : PlayPorts.Right;
            foreach (var piece in PiecesOf(text, settings.Pieces))
            {
                for (var i = 0; i < settings.Pauses; i++) await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                if (fails && given++ >= settings.FailsAfter) throw Failure(settings);
                yield return settings.Pieces == 0 ? port.Value(piece) : port.Delta(piece);
            }
        }

        if (fails) throw Failure(settings);
    }

    private static Exception Failure(PlaySettings settings) => settings.FailsUnexpectedly
        ? new InvalidOperationException("unexpected")
        : new NodeException(FaultCode, LocalText.Of("It failed.", "실패했습니다."), FaultKind.Provider, isTransient: true);

    private static IEnumerable<string> PiecesOf(string text, int pieces) => pieces == 0
        ? [text]
        : text.Chunk(Math.Max(1, text.Length / pieces)).Select(piece => new string(piece));
}
