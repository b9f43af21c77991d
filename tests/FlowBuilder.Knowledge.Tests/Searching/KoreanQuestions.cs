namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Makes questions out of Korean sentences as people type them: with other particles, without blanks, with blanks elsewhere.</summary>
/// <remarks>It knows nothing of the search's own stemming: what a noun is, and where its particle begins, it tells by rules of its own.</remarks>
internal static class KoreanQuestions
{
    private const int MostNouns = 3;
    private const int LongEnoughToPart = 4;

    private static readonly string[] Endings = ["어떻게 되나요?", "알려 주세요", "궁금합니다", "무엇인가요?"];

    /// <summary>Asks for the nouns of a sentence, with other particles; null where there are not two to ask for.</summary>
    public static string? WithOtherParticles(string sentence, int number)
    {
        var nouns = NounsOf(sentence).ConvertAll(noun => noun.Before.Length == 0 ? noun.Text : $"{noun.Before} {noun.Text}");
        return Asked(nouns, number);
    }

    /// <summary>The same without any blank.</summary>
    public static string? WithoutBlanks(string sentence, int number) =>
        WithOtherParticles(sentence, number)?.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The same with compounds written as one, and a blank in the middle of each noun of four syllables or more.</summary>
    public static string? WithBlanksElsewhere(string sentence, int number)
    {
        var nouns = NounsOf(sentence).ConvertAll(noun => noun switch
        {
            { Before.Length: > 0 } => noun.Before + noun.Text,
            { Text.Length: >= LongEnoughToPart } => $"{noun.Text[..2]} {noun.Text[2..]}",
            _ => noun.Text,
        });
        return Asked(nouns, number);
    }

    private static string? Asked(List<string> nouns, int number) => nouns.Count < 2
        ? null
        : string.Join(' ', nouns.Select((noun, i) => noun + Particle(noun, number + i))) + " " + Endings[number % Endings.Length];

    // The longest nouns, in their order, each with the noun that makes a compound with it.
    private static List<(string Before, string Text)> NounsOf(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', '\'', ':', '#')).ToArray();
        return
        [
            .. Enumerable.Range(0, words.Length)
                .Select(place => (Before: place > 0 && IsBareNoun(words[place - 1]) ? words[place - 1] : "", Text: WithoutParticle(words[place]), place))
                .Where(noun => noun.Text.Length >= 2)
                .OrderByDescending(noun => noun.Before.Length + noun.Text.Length)
                .Take(MostNouns)
                .OrderBy(noun => noun.place)
                .Select(noun => (noun.Before, noun.Text)),
        ];
    }

    // A noun is a word with a particle that agrees with the sound before it; 는 and 로 end too many verbs.
    private static string WithoutParticle(string word)
    {
        if (!word.All(IsSyllable)) return "";
        foreach (var particle in (string[])["에서", "까지", "부터", "으로", "을", "은", "이", "를", "가", "의", "에"])
        {
            if (!word.EndsWith(particle, StringComparison.Ordinal) || word.Length - particle.Length < 2) continue;
            var noun = word[..^particle.Length];
            var agrees = particle switch
            {
                "을" or "은" or "이" or "으로" => FinalOf(noun) != 0,
                "를" or "가" => FinalOf(noun) == 0,
                _ => true,
            };
            return agrees ? noun : "";
        }

        return "";
    }

    // Words before a noun that end in ㄴ or ㄹ, or in an ending that joins verbs, are seldom nouns.
    private static bool IsBareNoun(string word) =>
        word.Length >= 2 && word.All(IsSyllable) && FinalOf(word) is not (4 or 8) && !"어아여해고지게면서도만며려의에은이을를가로".Contains(word[^1], StringComparison.Ordinal);

    private static string Particle(string noun, int number) => (number % 4) switch
    {
        0 => FinalOf(noun) != 0 ? "은" : "는",
        1 => FinalOf(noun) != 0 ? "이" : "가",
        2 => FinalOf(noun) != 0 ? "을" : "를",
        _ => "에서는",
    };

    // The number of the consonant in which a word ends: 0 for none, 4 for ㄴ, 8 for ㄹ.
    private static int FinalOf(string word) => (word[^1] - '가') % 28;

    private static bool IsSyllable(char c) => c is >= '가' and <= '힣';
}
