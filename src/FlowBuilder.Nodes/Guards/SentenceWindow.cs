using System.Text;

namespace FlowBuilder.Nodes.Guards;

/// <summary>Cuts a text that comes in pieces into its sentences and lines, each with some of what stands before it.</summary>
/// <remarks>Where it cuts depends on the text alone. It holds back the sentence that is being written, at most
/// <see cref="MostHeldBack"/> characters.</remarks>
internal sealed class SentenceWindow
{
    /// <summary>The longest sentence that is waited for.</summary>
    public const int MostHeldBack = 400;

    private const int LookBack = 200;

    private readonly StringBuilder _held = new();
    private string _before = "";

    /// <summary>Takes the next piece and gives the sentences that are whole by now.</summary>
    public IReadOnlyList<(string Before, string Sentence)> Append(string chunk)
    {
        var sentences = new List<(string, string)>();
        for (var at = 0; at < chunk.Length; at += MostHeldBack)
        {
            _held.Append(chunk, at, Math.Min(MostHeldBack, chunk.Length - at));
            while (EndOfFirst() is var end and > 0) sentences.Add(Take(end));
        }

        return sentences;
    }

    /// <summary>The text has ended: gives the rest, if there is any.</summary>
    public IReadOnlyList<(string Before, string Sentence)> End() => _held.Length == 0 ? [] : [Take(_held.Length)];

    private (string Before, string Sentence) Take(int length)
    {
        var sentence = _held.ToString(0, length);
        _held.Remove(0, length);
        var before = _before;
        _before = before + sentence;
        if (_before.Length > LookBack) _before = _before[^LookBack..];
        return (before, sentence);
    }

    // 0 while the first sentence is not whole.
    private int EndOfFirst()
    {
        var blank = 0;
        for (var i = 0; i < Math.Min(_held.Length, MostHeldBack); i++)
        {
            var letter = _held[i];
            if (letter == '\n') return i + 1;
            if (char.IsWhiteSpace(letter)) blank = i + 1;
            if (letter is not ('.' or '!' or '?' or '。' or '！' or '？')) continue;
            if (i + 1 == _held.Length) return 0;
            if (char.IsWhiteSpace(_held[i + 1])) return i + 1;
        }

        if (_held.Length <= MostHeldBack) return 0;
        if (blank > MostHeldBack / 2) return blank;
        return char.IsHighSurrogate(_held[MostHeldBack - 1]) ? MostHeldBack - 1 : MostHeldBack;
    }
}
