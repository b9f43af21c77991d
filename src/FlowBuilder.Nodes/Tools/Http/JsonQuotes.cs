namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Follows JSON text piece by piece and knows whether its end lies inside a string.</summary>
internal sealed class JsonQuotes
{
    private bool _isEscaped;

    /// <summary>Whether what comes next stands between quotes.</summary>
    public bool IsInside { get; private set; }

    /// <summary>Takes the next piece in.</summary>
    /// <returns>The piece.</returns>
    public string Follow(string piece)
    {
        foreach (var letter in piece)
        {
            if (_isEscaped) _isEscaped = false;
            else if (letter == '\\' && IsInside) _isEscaped = true;
            else if (letter == '"') IsInside = !IsInside;
        }

        return piece;
    }
}
