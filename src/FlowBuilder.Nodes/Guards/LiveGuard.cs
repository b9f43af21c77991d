using System.Runtime.CompilerServices;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Guards;

/// <summary>Leads a live text through a guard and does what its author chose with what is found.</summary>
/// <param name="guard">What looks at the text.</param>
/// <param name="action">What is done.</param>
/// <param name="report">Takes what is found; may hold findings from elsewhere already.</param>
/// <param name="blocked">The fault of a blocked text, from the reasons.</param>
internal sealed class LiveGuard(ITextGuard guard, GuardAction action, GuardReport report, Func<LocalText, NodeException> blocked)
{
    // What is routed waits here until the first finding, or the end, says where it goes.
    private readonly StringBuilder _waiting = new();

    /// <summary>Gives the text on the port where it belongs, and at the end the report.</summary>
    /// <exception cref="NodeException">The text is blocked.</exception>
    public async IAsyncEnumerable<NodeOutput> RunAsync(LiveText text, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockIfFlagged();
        await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var piece in guard.Append(chunk))
            {
                if (Take(piece) is { } output) yield return output;
            }
        }

        foreach (var piece in guard.End())
        {
            if (Take(piece) is { } output) yield return output;
        }

        // What is empty is a value too; what waited and was not flagged may go on.
        yield return (action == GuardAction.Route && report.IsFlagged ? GuardPorts.Flagged : GuardPorts.Text).Delta(_waiting.ToString());
        yield return GuardPorts.Report.Value(report.ToJson(context.Language));
    }

    private NodeOutput? Take(GuardPiece piece)
    {
        report.Add(piece.Findings);
        BlockIfFlagged();
        if (action != GuardAction.Route)
        {
            var given = action == GuardAction.Mask && piece.Findings.Count > 0 && report.IsFlagged ? piece.Masked : piece.Text;
            return given.Length == 0 ? null : GuardPorts.Text.Delta(given);
        }

        _waiting.Append(piece.Text);
        if (!report.IsFlagged || _waiting.Length == 0) return null;
        var waited = _waiting.ToString();
        _waiting.Clear();
        return GuardPorts.Flagged.Delta(waited);
    }

    private void BlockIfFlagged()
    {
        if (action == GuardAction.Block && report.IsFlagged) throw blocked(report.Reasons);
    }
}
