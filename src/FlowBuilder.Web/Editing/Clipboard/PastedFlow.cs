using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Editing.Clipboard;

/// <summary>What came of a text that was pasted: a flow, or what is wrong with the text.</summary>
/// <param name="Flow">The flow, or null.</param>
/// <param name="Problem">What is wrong, in a sentence; null where there is a flow.</param>
/// <param name="OtherProblems">How many more things are wrong.</param>
internal sealed record PastedFlow(Flow? Flow, LocalText? Problem = null, int OtherProblems = 0)
{
    private const string Fence = "```";

    private static readonly LocalText Nothing = LocalText.Of(
        "The clipboard holds no text. Copy nodes, or the text of a flow file, and paste again.",
        "클립보드에 텍스트가 없습니다. 노드나 플로우 파일의 내용을 복사한 다음 다시 붙여 넣으세요.");

    private static readonly LocalText NotAFlow = LocalText.Of(
        "The pasted text is not a flow. Copy nodes, or the text of a flow file, and paste again.",
        "붙여 넣은 텍스트는 플로우가 아닙니다. 노드나 플로우 파일의 내용을 복사한 다음 다시 붙여 넣으세요.");

    private static readonly LocalText Empty = LocalText.Of(
        "The pasted flow has no nodes and no notes.",
        "붙여 넣은 플로우에 노드도 메모도 없습니다.");

    /// <summary>Reads a text: a flow file, or a message with one in it.</summary>
    public static PastedFlow Read(string text, FlowFiles files)
    {
        if (string.IsNullOrWhiteSpace(text)) return new PastedFlow(null, Nothing);
        PastedFlow? first = null;
        foreach (var candidate in Candidates(text))
        {
            var read = ReadFile(candidate, files);
            if (read.Flow is not null) return read;
            first ??= read;
        }

        if (first is not null) return first;

        // Some builders' files are no JSON.
        var foreign = files.Read(Encoding.UTF8.GetBytes(text)).Diagnostics.FirstOrDefault(problem => problem.Code == FlowFiles.ForeignCode);
        return new PastedFlow(null, foreign?.Text ?? NotAFlow);
    }

    private static PastedFlow ReadFile(string file, FlowFiles files)
    {
        var read = files.Read(Encoding.UTF8.GetBytes(file));
        if (read.Flow is { } flow)
            return flow.Nodes.IsEmpty && flow.Notes.IsEmpty ? new PastedFlow(null, Empty) : new PastedFlow(flow);
        var problems = read.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Invalid).ToList();
        return new PastedFlow(null, problems[0].Text, problems.Count - 1);
    }

    // The whole text, then each block of code in it, then all from the first brace to the last.
    private static IEnumerable<string> Candidates(string text)
    {
        var whole = text.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (whole.StartsWith('{')) yield return whole;
        var blocks = whole.Split(Fence);
        for (var i = 1; i < blocks.Length; i += 2)
        {
            var start = blocks[i].IndexOf('{', StringComparison.Ordinal);
            if (start >= 0) yield return blocks[i][start..].Trim();
        }

        var (open, close) = (whole.IndexOf('{', StringComparison.Ordinal), whole.LastIndexOf('}'));
        if (open >= 0 && close > open && whole.Contains(Core.Flows.Flow.Format, StringComparison.Ordinal)) yield return whole[open..(close + 1)];
    }
}
