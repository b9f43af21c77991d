using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>Tells the language of a text by its script and, for Latin letters, by its commonest words; nothing is asked over the network.</summary>
internal static partial class WrittenLanguage
{
    /// <summary>Languages that can be told, by ISO 639-1 code.</summary>
    public static readonly IReadOnlyList<string> Known =
        ["ko", "en", "ja", "zh", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr", "vi", "id", "ru", "uk", "el", "he", "ar", "hi", "th"];

    private static readonly Dictionary<string, HashSet<string>> Words = new(StringComparer.Ordinal)
    {
        ["en"] = Of("the of and to in is that it for was on are with as be this have not you at by from or what can will my your we they an i do how please hello thanks would which there their but if me"),
        ["de"] = Of("der die das und ist nicht ich sie es ein eine zu den mit auf für von dem im wie was wir ihr auch aber oder haben hat sind bitte danke kann war sich bei nach"),
        ["fr"] = Of("le la les et est un une des du que qui pas je vous nous dans pour sur avec ce cette il elle au aux en mais ou être avoir merci bonjour votre mon son ne plus"),
        ["es"] = Of("el la los las y es un una de que en no se por con para su lo como más pero mi tu gracias hola está son del al qué yo muy también"),
        ["pt"] = Of("o os as e é um uma de que em não se por com para seu como mais mas meu obrigado olá está são do da dos das ao você eu muito também"),
        ["it"] = Of("il lo gli e è un una di che in non si per con su come più ma mio grazie ciao sono del della dei anche io questo molto ho"),
        ["nl"] = Of("de het een en is niet ik je van dat in op te voor met zijn er maar ook wat hoe wij u dank aan bij naar heeft hebben deze"),
        ["sv"] = Of("och att det är en ett jag inte som på för med av den till om har vi du men var hur tack kan ska från"),
        ["pl"] = Of("i w nie na że się z do to jest jak ale co o po tak za czy mnie ja ty dla są proszę dziękuję przez tylko"),
        ["tr"] = Of("ve bir bu da de için ile çok ne ben sen mi mı değil ama var yok gibi daha olarak teşekkürler merhaba nasıl"),
        ["vi"] = Of("và là của có không tôi bạn một các những được cho với này trong khi người đã để như về cảm ơn xin chào"),
        ["id"] = Of("yang dan di ini itu dengan untuk tidak dari saya anda ada adalah akan ke pada apa bisa terima kasih juga atau sudah"),
    };

    /// <summary>The language in which most of a text is written, or null where it cannot be told.</summary>
    public static string? Tell(string text)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var letter in text)
        {
            if (ScriptOf(letter) is { } script) counts[script] = counts.GetValueOrDefault(script) + WeightOf(script);
        }

        if (counts.Count == 0) return null;
        var most = counts.MaxBy(count => count.Value).Key;

        // Japanese is written in Chinese characters too, but never without kana for long.
        if (most == "zh" && counts.GetValueOrDefault("ja") > counts["zh"] / 10) return "ja";
        return most switch
        {
            "latin" => Latin(text),
            "cyrillic" => text.Any(letter => letter is 'і' or 'ї' or 'є' or 'ґ') ? "uk" : "ru",
            _ => most,
        };
    }

    // A syllable of Hangul or a Chinese character says as much as several letters.
    private static double WeightOf(string script) => script is "ko" or "zh" or "ja" ? 3 : 1;

    private static string? ScriptOf(char letter) => letter switch
    {
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF') => "latin",
        (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') or (>= '\u3130' and <= '\u318F') => "ko",
        >= '\u3040' and <= '\u30FF' => "ja",
        >= '\u4E00' and <= '\u9FFF' => "zh",
        >= '\u0400' and <= '\u04FF' => "cyrillic",
        >= '\u0370' and <= '\u03FF' => "el",
        >= '\u0590' and <= '\u05FF' => "he",
        >= '\u0600' and <= '\u06FF' => "ar",
        >= '\u0900' and <= '\u097F' => "hi",
        >= '\u0E00' and <= '\u0E7F' => "th",
        _ => null,
    };

    private static string? Latin(string text)
    {
        var scores = Words.Keys.ToDictionary(language => language, _ => 0);
        var words = 0;
        foreach (Match word in LatinWord().Matches(text.ToLowerInvariant()))
        {
            words++;
            foreach (var (language, common) in Words)
            {
                if (common.Contains(word.Value)) scores[language]++;
            }
        }

        var best = scores.MaxBy(score => score.Value);

        // A name or two tells no language; a longer text without a single common word is none that is known here.
        if (best.Value == 0) return null;
        return scores.Count(score => score.Value == best.Value) > 1 && words < 4 ? null : best.Key;
    }

    private static HashSet<string> Of(string words) => [.. words.Split(' ')];

    [GeneratedRegex("[a-z\\u00C0-\\u024F\\u1E00-\\u1EFF]+")]
    private static partial Regex LatinWord();
}
