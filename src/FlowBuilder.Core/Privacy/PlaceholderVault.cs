using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Core.Privacy;

/// <summary>What stands behind the placeholders of one run: in memory, for as long as the run lasts, and nowhere else.</summary>
/// <remarks>
/// A placeholder is made of what it stands for by a keyed hash (HMAC-SHA-256 with a key that this process drew and never writes
/// down), so that the same text has the same placeholder in every run of a flow, a node that is run again for an earlier
/// masked text finds it, and a placeholder of one run never stands for something else in another. Thread-safe.
/// </remarks>
public sealed class PlaceholderVault
{
    private const int TagLength = 5;

    // Without vowels, so that no tag is a word; without 0 and 1, which look like letters.
    private const string TagLetters = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private readonly Lock _gate = new();
    private readonly string _scope;
    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(PersonalDataKind Kind, string Text), string> _placeholders = [];
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>Makes an empty vault.</summary>
    /// <param name="scope">Whose runs share their placeholders: the flow's id, or what is known of it.</param>
    public PlaceholderVault(string scope) => _scope = scope;

    /// <summary>The placeholder that stands for a text, such as <c>[EMAIL_K7Q2M]</c>. Another writing of the same number or address has the same tag and a number behind it.</summary>
    public string Hide(PersonalDataKind kind, string text)
    {
        var canonical = Canonical(kind, text);
        lock (_gate)
        {
            if (_placeholders.TryGetValue((kind, text), out var known)) return $"[{known}]";
            var name = FreeName(kind, canonical);
            if (!_isClosed)
            {
                _placeholders[(kind, text)] = name;
                _texts[name] = text;
            }

            return $"[{name}]";
        }
    }

    /// <summary>What a placeholder stands for, or null where this run made none of that name.</summary>
    /// <param name="name">The placeholder without its brackets, in capitals or not.</param>
    public string? Reveal(string name)
    {
        lock (_gate) return _texts.GetValueOrDefault(name);
    }

    /// <summary>Forgets everything, and keeps nothing from now on: the run has ended.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _texts.Clear();
            _placeholders.Clear();
            _owners.Clear();
        }
    }

    // Two numbers may by chance have one tag: the second gets another. Two writings of one number share theirs.
    private string FreeName(PersonalDataKind kind, string canonical)
    {
        for (var turn = 0; ; turn++)
        {
            var name = $"{PlaceholderNames.Of(kind)}_{Tag(kind, canonical, turn)}";
            if (_owners.TryGetValue(name, out var owner) && owner != canonical) continue;
            if (!_isClosed) _owners[name] = canonical;
            if (!_texts.ContainsKey(name)) return name;
            for (var writing = 2; ; writing++)
            {
                if (!_texts.ContainsKey($"{name}_{writing}")) return $"{name}_{writing}";
            }
        }
    }

    private string Tag(PersonalDataKind kind, string canonical, int turn)
    {
        var hash = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{_scope.Length}:{_scope}{(int)kind}:{turn}:{canonical}"));
        return string.Create(TagLength, hash, static (tag, hash) =>
        {
            for (var i = 0; i < tag.Length; i++) tag[i] = TagLetters[BitConverter.ToUInt16(hash, 2 * i) % TagLetters.Length];
        });
    }

    private static string Canonical(PersonalDataKind kind, string text)
    {
        var plain = PlainForm.Of(text);
        return kind is PersonalDataKind.Email or PersonalDataKind.IpAddress
            ? plain.ToUpperInvariant()
            : string.Concat(plain.Where(char.IsAsciiLetterOrDigit));
    }
}
