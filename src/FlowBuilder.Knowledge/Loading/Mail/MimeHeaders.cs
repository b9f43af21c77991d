using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>The header fields of a mail or of a part of it (RFC 5322, 2.2).</summary>
internal sealed class MimeHeaders
{
    private const int MostFields = 2_000;
    private const int LongestField = 256 * 1024;

    private readonly List<(string Name, string Value)> _fields = [];

    private MimeHeaders()
    {
    }

    /// <summary>The names of the fields, as written.</summary>
    public IEnumerable<string> Names => _fields.Select(entry => entry.Name);

    /// <summary>The first field of a name, unfolded and not yet decoded; empty where there is none.</summary>
    public string this[string name] => _fields.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";

    /// <summary>Where the fields begin: some programs leave empty lines, or the line that parts mails in a mailbox, before them.</summary>
    public static int StartOf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOfAnyExcept("\r\n"u8);
        if (start < 0 || !bytes[start..].StartsWith("From "u8)) return Math.Max(start, 0);
        var end = bytes[start..].IndexOf((byte)'\n');
        return end < 0 ? start : start + end + 1;
    }

    /// <summary>Reads fields up to the first empty line, or to the first line that is none; no more than anyone sends.</summary>
    /// <param name="bytes">Where they stand.</param>
    /// <param name="length">How many bytes they take, the empty line included.</param>
    public static MimeHeaders Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var headers = new MimeHeaders();
        var field = new List<byte>();
        length = 0;
        while (length < bytes.Length)
        {
            var end = bytes[length..].IndexOf((byte)'\n');
            var line = end < 0 ? bytes[length..] : bytes.Slice(length, end);
            var content = line.TrimEnd((byte)'\r');
            var isFolded = content.Length > 0 && content[0] is (byte)' ' or (byte)'\t';
            if (content.IsEmpty || !(isFolded || IsField(content)))
            {
                if (content.IsEmpty) length += end < 0 ? line.Length : end + 1;
                break;
            }

            if (!isFolded) headers.Add(field);
            if (isFolded) content = content.TrimStart(" \t"u8);
            if (isFolded) field.Add((byte)' ');
            if (field.Count + content.Length <= LongestField) field.AddRange(content);
            length += end < 0 ? line.Length : end + 1;
        }

        headers.Add(field);
        return headers;
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].TrimEnd((byte)' ').ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    // Some programs send letters beyond ASCII as they are, in the encoding of their country.
    private void Add(List<byte> field)
    {
        if (field.Count == 0 || _fields.Count >= MostFields) return;
        var bytes = field.ToArray();
        var text = TextDecoder.Decode(bytes)?.Text ?? Encoding.Latin1.GetString(bytes);
        field.Clear();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0) _fields.Add((text[..colon].Trim(), text[(colon + 1)..].Trim()));
    }
}
