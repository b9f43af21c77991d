using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Turns text into the terms that it is compared by.</summary>
/// <remarks>
/// English words lose stop words and endings (after Harman's S-stemmer, "How effective is suffixing?", 1991, with -ed, -ing
/// and -ly added). Korean words lose their particles and become pairs of syllables, so that 보증기간 meets 보증 기간.
/// </remarks>
internal static partial class Terms
{
    private static readonly HashSet<string> EnglishStops = new(
        ("a an the of to in on at by for from with without as is are was were be been being am do does did done has have had "
        + "it its this that these those there here i you he she we they me my your his her our their them us or and but nor so "
        + "if then than not no can could may might must shall should will would what which who whom whose when where why how "
        + "please tell answer question about into any some such also only just very much many more most each every other one "
        + "mean meant define give explain describe according text document passage context following using used use long many often").Split(' '),
        StringComparer.Ordinal);

    private static readonly string[] KoreanStops =
    [
        "무엇", "무슨", "뭐", "언제", "어디", "얼마", "어떤", "어떻게", "어느", "누구", "누가", "며칠", "몇", "있나", "있습", "있는", "있어", "되나", "됩니",
        "인가", "입니", "하나요", "합니", "하는", "하면", "알려", "주세요", "설명", "대해", "대한", "관한", "관해", "대하여", "해주", "해줘", "그리고", "그러나",
        "위해", "위한", "경우", "이것", "그것", "저것", "뜻하", "뜻이", "의미하", "의미는", "말하", "말한", "질문", "답변",
    ];

    /// <summary>Endings that carry no meaning of their own, longest first.</summary>
    private static readonly string[] KoreanEndings =
    [
        "으로부터", "이라면", "입니까", "인가요", "이라는", "이라고", "에서는", "에게서", "에서도", "으로는", "이란", "라면", "라는", "라고", "에서", "에게", "한테",
        "으로", "까지", "부터", "처럼", "보다", "이나", "마다", "조차", "에는", "에도", "와는", "과는", "은요", "는요", "인가", "입니다", "이다", "이며", "하며",
        "란", "은", "는", "이", "가", "을", "를", "의", "에", "도", "로", "와", "과", "만", "나", "며",
    ];

    /// <summary>The terms of a text, in order, with repetitions.</summary>
    public static List<string> Of(string text)
    {
        var terms = new List<string>();
        foreach (Match match in Word().Matches(text))
        {
            var word = match.Value.ToLowerInvariant();
            if (Hangul.Is(word[0])) AddKorean(terms, word);
            else if (!EnglishStops.Contains(word) && (word.Length > 1 || char.IsDigit(word[0]))) terms.Add(Stem(word));
        }

        return terms;
    }

    /// <summary>An English word without its ending.</summary>
    public static string Stem(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal)) word = word[..^2];
        if (word.Length <= 3) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) word = word[..^3] + "y";
        else if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)) word = word[..^2];
        else if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i')) word = word[..^1];
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal)) word = Undouble(word[..^3]);
        else if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal)) word = Undouble(word[..^2]);
        else if (word.Length > 5 && word.EndsWith("ly", StringComparison.Ordinal)) word = word[..^2];
        if (word.Length > 3 && word.EndsWith('e')) word = word[..^1];
        return word.Length > 3 && word.EndsWith('y') ? word[..^1] + "i" : word;
    }

    /// <summary>A Korean word without its particle.</summary>
    public static string WithoutParticle(string word)
    {
        foreach (var ending in KoreanEndings)
        {
            if (word.Length - ending.Length >= 2 && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        }

        return word;
    }

    private static void AddKorean(List<string> terms, string word)
    {
        if (KoreanStops.Any(stop => word.StartsWith(stop, StringComparison.Ordinal))) return;
        var stem = WithoutParticle(word);
        if (stem.Length == 1)
        {
            terms.Add(stem);
            return;
        }

        for (var i = 0; i + 2 <= stem.Length; i++) terms.Add(stem.Substring(i, 2));
    }

    private static string Undouble(string word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;

    [GeneratedRegex(@"[가-힣]+|\d+(?:[.,]\d+)*|[\p{L}\p{M}-[가-힣]]+(?:['’][\p{L}]+)?")]
    private static partial Regex Word();
}
