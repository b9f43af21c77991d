using System.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Gathers the updates of a streamed answer. Consecutive pieces of text are kept as one text, not as an object each: of a thousand long answers at once that is most of the memory.</summary>
internal sealed class StreamedResponse
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly StringBuilder _text = new();
    private ChatResponseUpdate? _textOf;

    /// <summary>Takes the next update.</summary>
    public void Add(ChatResponseUpdate update)
    {
        if (update is not { FinishReason: null, AdditionalProperties: null, Contents: [TextContent { AdditionalProperties: null, Annotations: null } piece] })
        {
            JoinText();
            _updates.Add(update);
            return;
        }

        if (_textOf is not null && (_textOf.MessageId, _textOf.ResponseId) != (update.MessageId, update.ResponseId)) JoinText();
        _textOf ??= update;
        _text.Append(piece.Text);
    }

    /// <summary>The answer as far as it has come.</summary>
    public ChatResponse ToResponse()
    {
        JoinText();
        return _updates.ToChatResponse();
    }

    private void JoinText()
    {
        if (_textOf is null) return;
        var joined = _textOf.Clone();
        joined.Contents = [new TextContent(_text.ToString())];
        _updates.Add(joined);
        _text.Clear();
        _textOf = null;
    }
}
