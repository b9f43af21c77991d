using System.Text;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Holds the begin of what a model writes back until it is clear whether it is the answer, or a thought before a call.</summary>
/// <param name="until">How many characters are held back; what is longer is taken for the answer. 0 holds nothing back.</param>
internal sealed class HeldText(int until)
{
    private readonly StringBuilder _held = new();
    private bool _isOpen = until == 0;

    /// <summary>What goes out now that a piece came; may be empty.</summary>
    public string Add(string piece)
    {
        if (_isOpen) return piece;
        _held.Append(piece);
        if (_held.Length < until) return "";
        _isOpen = true;
        return Release();
    }

    /// <summary>What is held: it is the answer's.</summary>
    public string Release()
    {
        var text = _held.ToString();
        _held.Clear();
        return text;
    }
}
