using System.Text;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds what points at a person in a text that comes in pieces, as <see cref="PersonalData.Find"/> does in a whole one.</summary>
/// <remarks>
/// It holds back no more than what could still become an item or a part of one: in prose the word that is being written, at
/// most <see cref="MostHeldBack"/> characters. Where the pieces end makes no difference to what is found. Used by one reader.
/// </remarks>
/// <param name="kinds">What to look for.</param>
public sealed class PersonalDataScanner(IReadOnlyCollection<PersonalDataKind> kinds)
{
    /// <summary>The most characters that are held back, however long a text runs on without a place where no item can be.</summary>
    public const int MostHeldBack = 1024;

    // What finders look back to: the word before a passport's number or a version's.
    private const int LookBack = 64;

    // An e-mail address is the longest item: 64 letters, @, 253 letters.
    private const int LongestItem = 320;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _plain = new();
    private int _context;
    private int _scanned;

    /// <summary>Takes the next piece and gives what is sure by now.</summary>
    public IReadOnlyList<PersonalDataPiece> Append(string chunk)
    {
        var given = new List<PersonalDataPiece>();
        for (var at = 0; at < chunk.Length; at += MostHeldBack)
        {
            var part = chunk.Substring(at, Math.Min(MostHeldBack, chunk.Length - at));
            _text.Append(part);
            _plain.Append(PlainForm.Of(part));
            while (GiveNext(given))
            {
            }
        }

        return given;
    }

    /// <summary>The text has ended: gives the rest.</summary>
    public IReadOnlyList<PersonalDataPiece> End()
    {
        var given = new List<PersonalDataPiece>();
        if (_text.Length > _context) Give(given, _text.Length, _text.Length);
        return given;
    }

    // Where a stretch is too long it is looked at once it is full, and not at what of it happens to be there: so the pieces make no difference.
    private bool GiveNext(List<PersonalDataPiece> given)
    {
        var end = LastBreak(_context + MostHeldBack);
        if (end > _context) Give(given, end, end);
        else if (_text.Length - _context >= MostHeldBack) Give(given, _context + MostHeldBack - LongestItem, _context + MostHeldBack);
        else return false;
        return true;
    }

    // After the last character, up to a limit, that no item holds and over which none goes on; where we are if there is none.
    private int LastBreak(int limit)
    {
        var last = _context;
        for (var i = Math.Max(_scanned, _context); i < Math.Min(_plain.Length, limit); i++)
        {
            if (IsBreak(i) is not { } isBreak) break;
            _scanned = i + 1;
            if (isBreak) last = i + 1;
        }

        return last;
    }

    // Null where the next character decides.
    private bool? IsBreak(int index)
    {
        var letter = _plain[index];
        if (letter != ' ') return !IsOfItem(letter) && !char.IsHighSurrogate(letter);
        if (index == 0 || !IsBesideBlank(_plain[index - 1])) return true;
        return index + 1 < _plain.Length ? !IsBesideBlank(_plain[index + 1]) : null;
    }

    private static bool IsOfItem(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '%' or '+' or '\'' or '-' or '@' or '(' or ')' or ':';

    // Only numbers and accounts are written with blanks in them.
    private static bool IsBesideBlank(char letter) => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) || letter is '(' or ')' or '-';

    // Gives what stands before an end, or before the item that lies across it, and keeps what finders look back to.
    private void Give(List<PersonalDataPiece> given, int end, int seen)
    {
        var window = _text.ToString(0, seen);
        var at = _context;
        foreach (var match in PersonalData.Find(window, kinds))
        {
            if (match.Start < at) continue;
            if (match.Start >= end) break;
            if (match.End > end && match.Start > at)
            {
                end = match.Start;
                break;
            }

            if (match.Start > at) given.Add(new PersonalDataPiece(window[at..match.Start], null));
            given.Add(new PersonalDataPiece(window.Substring(match.Start, match.Length), match.Kind));
            at = match.End;
            end = Math.Max(end, at);
        }

        if (end > at) given.Add(new PersonalDataPiece(window[at..end], null));
        var dropped = Math.Max(0, end - LookBack);
        _text.Remove(0, dropped);
        _plain.Remove(0, dropped);
        _context = end - dropped;
        _scanned = Math.Max(_context, _scanned - dropped);
    }
}
