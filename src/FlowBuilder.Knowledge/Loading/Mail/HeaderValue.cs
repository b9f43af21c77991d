using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>A header field with parameters, such as <c>text/plain; charset="euc-kr"</c> (RFC 2045, 5.1; RFC 2231).</summary>
internal sealed class HeaderValue
{
    private readonly SortedDictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderValue(string value) => Value = value;

    /// <summary>What stands before the first semicolon, in lower case.</summary>
    public string Value { get; }

    /// <summary>Reads a field.</summary>
    public static HeaderValue Parse(string field)
    {
        var pieces = Pieces(field);
        var header = new HeaderValue(pieces.Count == 0 ? "" : pieces[0].Trim().ToLowerInvariant());
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) header._parameters.TryAdd(piece[..equals].Trim(), piece[(equals + 1)..].Trim());
        }

        return header;
    }

    /// <summary>A parameter decoded, whichever way it is written; null where it is missing.</summary>
    public string? Parameter(string name)
    {
        if (_parameters.TryGetValue(name, out var plain)) return EncodedWords.Decode(plain);
        if (_parameters.TryGetValue(name + "*", out var extended)) return Extended([(extended, true)]);
        var pieces = new List<(string Text, bool IsEncoded)>();
        for (var i = 0; ; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{name}*{i}");
            if (_parameters.TryGetValue(key, out var text)) pieces.Add((text, false));
            else if (_parameters.TryGetValue(key + "*", out var encoded)) pieces.Add((encoded, true));
            else return pieces.Count == 0 ? null : Extended(pieces);
        }
    }

    // charset'language'text with %XX for bytes; the charset stands in the first piece only, and a letter may be cut by the pieces.
    private static string Extended(List<(string Text, bool IsEncoded)> pieces)
    {
        var charset = "";
        var bytes = new List<byte>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (text, isEncoded) = pieces[i];
            if (i == 0 && isEncoded && text.Split('\'', 3) is [var named, _, var rest]) (charset, text) = (named, rest);
            for (var at = 0; at < text.Length; at++)
            {
                if (isEncoded && text[at] == '%' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    bytes.Add(value);
                    at += 2;
                }
                else
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
                }
            }
        }

        return MailText.Decode(bytes.ToArray(), charset);
    }

    // Parts a field at its semicolons outside of quotation marks, which are taken away.
    private static List<string> Pieces(string field)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && isQuoted && i + 1 < field.Length) piece.Append(field[++i]);
            else if (field[i] == '"') isQuoted = !isQuoted;
            else if (field[i] != ';' || isQuoted) piece.Append(field[i]);
            else
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
        }

        if (piece.Length > 0) pieces.Add(piece.ToString());
        return pieces;
    }
}
