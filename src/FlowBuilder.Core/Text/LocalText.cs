using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Text;

/// <summary>A sentence for people, in every language it was written in; English is always there.</summary>
/// <remarks>
/// What is stored and sent is the whole of it, so that a reader in another language, later, reads the same event in theirs.
/// </remarks>
[JsonConverter(typeof(LocalTextJsonConverter))]
public sealed class LocalText : IEquatable<LocalText>
{
    /// <summary>The language that every text has, as an ISO 639-1 code.</summary>
    public const string DefaultLanguage = "en";

    private readonly SortedList<string, string> _texts;

    /// <summary>Makes a text from its languages.</summary>
    /// <param name="texts">ISO 639-1 code → sentence; must hold <c>en</c>.</param>
    /// <exception cref="ArgumentException">There is no English text.</exception>
    public LocalText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        _texts = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in texts) _texts[language] = text;
        if (!_texts.ContainsKey(DefaultLanguage))
            throw new ArgumentException("A text needs an English version.", nameof(texts));
    }

    /// <summary>The English sentence.</summary>
    public string English => _texts[DefaultLanguage];

    /// <summary>Every language's sentence, by ISO 639-1 code.</summary>
    public IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>Makes a text from its English and Korean sentences.</summary>
    public static LocalText Of(string english, string korean) =>
        new([new("en", english), new("ko", korean)]);

    /// <summary>Makes a text that reads the same in every language: a name, a number, what a person wrote.</summary>
    public static LocalText Verbatim(string text) => new([new("en", text)]);

    /// <summary>The sentence in a culture's language, or in English where it was not written in that language.</summary>
    public string For(CultureInfo culture) =>
        _texts.TryGetValue(culture.TwoLetterISOLanguageName, out var text) ? text : English;

    /// <summary>The sentence in the language of the current user interface.</summary>
    public override string ToString() => For(CultureInfo.CurrentUICulture);

    /// <inheritdoc/>
    public bool Equals(LocalText? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalText);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(English);
}
