using System.Text;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing;

/// <summary>Reads the answer of a flow from its events as one text: give it each event, and get what the answer grows by.</summary>
/// <remarks>Of several results that come at once, the one that began first goes through; the others follow it, each as a paragraph.</remarks>
internal sealed class AnswerText
{
    private readonly Dictionary<(string Node, string Port), Part> _parts;
    private readonly List<Part> _begun = [];
    private int _open;
    private bool _hasText;

    /// <summary>Reads the answer of such a flow.</summary>
    public AnswerText(ChatContract contract) =>
        _parts = contract.Answers.ToDictionary(answer => (answer.Node.Value, answer.Port), _ => new Part());

    /// <summary>Takes the next event.</summary>
    /// <returns>What the answer grows by; empty for most events.</returns>
    public string Take(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case NodeDelta delta when _parts.TryGetValue((delta.Node, delta.Port), out var part):
                Begin(part).Append(delta.Text);
                break;
            case NodeOutputGiven output when _parts.TryGetValue((output.Node, output.Port), out var part):
                var isNew = !_begun.Contains(part);
                var text = Begin(part);
                if (isNew) text.Append(output.Output.Value as string);
                part.IsWhole = true;
                break;
            default:
                return "";
        }

        return Flush();
    }

    private StringBuilder Begin(Part part)
    {
        if (!_begun.Contains(part)) _begun.Add(part);
        return part.Waiting;
    }

    private string Flush()
    {
        var grown = new StringBuilder();
        for (; _open < _begun.Count; _open++)
        {
            var part = _begun[_open];
            if (part.Waiting.Length > 0)
            {
                if (!part.HasText && _hasText) grown.Append("\n\n");
                grown.Append(part.Waiting);
                part.Waiting.Clear();
                part.HasText = _hasText = true;
            }

            if (!part.IsWhole) break;
        }

        return grown.ToString();
    }

    private sealed class Part
    {
        public StringBuilder Waiting { get; } = new();

        public bool HasText { get; set; }

        public bool IsWhole { get; set; }
    }
}
