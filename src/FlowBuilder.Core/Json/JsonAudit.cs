using System.Text.Json;

namespace FlowBuilder.Core.Json;

/// <summary>Goes through a JSON text token by token, without recursion, and lists what a parser would trip over.</summary>
internal ref struct JsonAudit
{
    // Nobody mends more at once, and a hostile file must not fill the memory with complaints.
    private const int MostFaults = 1_000;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly Span<byte> _utf8;
    private readonly JsonWalk _walk = new();
    private readonly List<JsonFault> _faults = [];
    private Utf8JsonReader _reader;
    private TextPosition _position = TextPosition.Start;
    private int _positionOffset;

    private JsonAudit(Span<byte> utf8)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, AnyDepth);
    }

    /// <summary>Whether a text has an escape that may be half of a surrogate pair, so that an audit is worth its time.</summary>
    public static bool MayHoldSurrogates(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0;

    /// <summary>Lists the faults of a valid UTF-8 text in its order; a name that stands often in one object is one fault.</summary>
    /// <param name="utf8">The text. Lone surrogates in it are replaced by <c>\ufffd</c>, so that the rest can be read.</param>
    public static List<JsonFault> Run(Span<byte> utf8)
    {
        var audit = new JsonAudit(utf8);
        audit.Run();
        return audit._faults;
    }

    private void Run()
    {
        try
        {
            while (_faults.Count < MostFaults && _reader.Read() && Look())
            {
            }
        }
        catch (JsonException fault)
        {
            var offset = OffsetOf(fault);
            Add(KindAt(offset), offset);
        }
    }

    private bool Look()
    {
        MendSurrogates();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _walk.Value();
                if (_reader.CurrentDepth >= CoreJson.MaxDepth)
                {
                    Add(JsonFaultKind.TooDeep, (int)_reader.TokenStartIndex);
                    return false;
                }

                _walk.Enter(_reader.TokenType == JsonTokenType.StartObject);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _walk.Leave();
                break;
            case JsonTokenType.PropertyName:
                if (_walk.Name(_reader.GetString()!) == 2) Add(JsonFaultKind.DuplicateKey, (int)_reader.TokenStartIndex);
                break;
            default:
                _walk.Value();
                break;
        }

        return true;
    }

    private void MendSurrogates()
    {
        if (_reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !_reader.ValueIsEscaped) return;
        var start = (int)_reader.TokenStartIndex;
        if (LoneSurrogates.Replace(_utf8.Slice(start + 1, _reader.ValueSpan.Length))) Add(JsonFaultKind.LoneSurrogate, start);
    }

    private void Add(JsonFaultKind kind, int offset)
    {
        // Faults come in the order of the text, but for the parser's own, which may lie before the token it was at.
        if (offset < _positionOffset) (_position, _positionOffset) = (TextPosition.Start, 0);
        (_position, _positionOffset) = (_position.After(_utf8[_positionOffset..offset]), offset);
        _faults.Add(new JsonFault(kind, _walk.Path, _position));
    }

    private readonly int OffsetOf(JsonException fault)
    {
        var start = 0;
        for (var line = 0L; line < (fault.LineNumber ?? 0); line++)
            start += _utf8[start..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(start + (fault.BytePositionInLine ?? 0), _utf8.Length);
    }

    private readonly JsonFaultKind KindAt(int offset)
    {
        if (_utf8.TrimStart(" \t\r\n"u8).IsEmpty) return JsonFaultKind.Empty;
        if (offset < _utf8.Length && _utf8[offset] == '/') return JsonFaultKind.Comment;
        if (_walk.HasEnded) return JsonFaultKind.TrailingData;
        return BreaksOff() ? JsonFaultKind.EndsEarly : JsonFaultKind.Syntax;
    }

    // Told that more may come, the reader finds no fault in a text that only breaks off.
    private readonly bool BreaksOff()
    {
        var reader = new Utf8JsonReader(_utf8, isFinalBlock: false, new JsonReaderState(AnyDepth));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
