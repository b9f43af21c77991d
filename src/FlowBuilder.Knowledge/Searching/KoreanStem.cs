using System.Collections.Frozen;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Takes particles and endings off Korean words.</summary>
/// <remarks>
/// A particle is taken off only where its form agrees with the sound before it (은 after a final consonant, 는 after a vowel),
/// which keeps 가을, 마을 and 아이 whole; what may be part of the noun is taken off only where two syllables stay. Words
/// that are cut wrongly all the same do little harm: the word as written is indexed beside its stem.
/// </remarks>
internal static class KoreanStem
{
    private static readonly FrozenDictionary<char, Suffix[]> ByLastSyllable = All()
        .OrderByDescending(suffix => suffix.Text.Length)
        .GroupBy(suffix => suffix.Text[^1])
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Particles =
        All().Where(suffix => suffix.IsParticle).Select(suffix => suffix.Text).ToHashSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private enum Before
    {
        Anything,
        Vowel,
        Consonant,
        VowelOrRieul,
    }

    /// <summary>A word without its longest particle or ending; the word itself where nothing comes off.</summary>
    public static string Of(string word)
    {
        if (!ByLastSyllable.TryGetValue(word[^1], out var suffixes)) return word;
        foreach (var suffix in suffixes)
        {
            var rest = word.Length - suffix.Text.Length;
            if (rest < suffix.LeastStem || !word.EndsWith(suffix.Text, StringComparison.Ordinal)) continue;
            if (Agrees(word[rest - 1], suffix.Before)) return word[..rest];
        }

        return word;
    }

    /// <summary>Whether the whole of a run is a particle or an ending of 이다.</summary>
    public static bool IsParticle(ReadOnlySpan<char> run) => Particles.Contains(run);

    private static bool Agrees(char last, Before before) => before switch
    {
        Before.Vowel => Hangul.IsSyllable(last) && !Hangul.HasFinal(last),
        Before.Consonant => Hangul.HasFinal(last),
        Before.VowelOrRieul => Hangul.IsSyllable(last) && (!Hangul.HasFinal(last) || Hangul.EndsInRieul(last)),
        _ => true,
    };

    private static IEnumerable<Suffix> All()
    {
        // One syllable: these seldom end a noun of two syllables, so one may stay.
        foreach (var text in Listed("은 을 이")) yield return new(text, Before.Consonant, 1);
        foreach (var text in Listed("는 를")) yield return new(text, Before.Vowel, 1);
        foreach (var text in Listed("에")) yield return new(text, Before.Anything, 1);

        // One syllable that many nouns end with (휴가, 결과, 속도, 회의): two must stay.
        foreach (var text in Listed("가 와")) yield return new(text, Before.Vowel, 2);
        foreach (var text in Listed("과")) yield return new(text, Before.Consonant, 2);
        foreach (var text in Listed("의 도 만")) yield return new(text, Before.Anything, 2);
        foreach (var text in Listed("로")) yield return new(text, Before.VowelOrRieul, 2);

        foreach (var text in Listed("으로 이나 이랑 이라 이란 이든 이며 이고")) yield return new(text, Before.Consonant, 1);
        foreach (var text in Listed("으로는 으로도 으로서 으로써 으로의 이라고 이라는 이라면 이라도 이에요 이었다 이지만 이므로")) yield return new(text, Before.Consonant, 1);
        foreach (var text in Listed("로는 로도 로서 로써 로의")) yield return new(text, Before.VowelOrRieul, 1);
        foreach (var text in Listed("라고 라는 라면 라도 랑 란 며 예요 였다 지만")) yield return new(text, Before.Vowel, 2);
        foreach (var text in Listed("에서 에게 까지 부터 처럼 마다 보다 조차 마저 한테 께서 에는 에도 에만 에의 만의 만이 만을 만은 과의 와의 들이 들은 들을 들의 들에"))
            yield return new(text, Before.Anything, text is "보다" or "마다" or "부터" ? 2 : 1);
        foreach (var text in Listed("에서는 에서도 에서의 에서만 에게는 에게서 까지는 까지도 까지의 부터는 부터의 에서부터 으로부터 로부터 대로"))
            yield return new(text, Before.Anything, text == "대로" ? 2 : 1);

        // 이다, joined to nouns.
        foreach (var text in Listed("입니다 입니까 인가요 인가 이다 인지 인데 일까요 일까 이란 였습니다 이었습니다 이세요 이신가요 인지요 이죠"))
            yield return new(text, Before.Anything, text.Length > 2 ? 1 : 2);

        // 하다 and 되다, joined to nouns of action: 환불하려면, 교체됩니다.
        foreach (var text in Listed(
            "하다 하는 하고 하면 하여 하기 하지 하려면 하려고 하세요 하나요 하였다 하였습니다 한다 합니다 합니까 해요 해서 해야 했다 했습니다 했나요 할까요 하려는 하거나 하지만 하도록 해주세요 해드립니다"))
            yield return new(text, Before.Anything, 2, IsParticle: false);
        foreach (var text in Listed("되다 되는 되고 되면 되어 되기 되지 되나요 되었다 되었습니다 된다 됩니다 됩니까 돼요 됐다 됐습니다 되며 되거나 되도록"))
            yield return new(text, Before.Anything, 2, IsParticle: false);
        foreach (var text in Listed("할 한 된 될"))
            yield return new(text, Before.Anything, 2, IsParticle: false);

        // Verbs and adjectives: what stays is enough to match other forms of them.
        foreach (var text in Listed("습니다 습니까 았습니다 었습니다 았다 었다 나요 는가 는지 려면 려고 으면 세요 으세요 어요 아요 겠습니다 십시오 는데"))
            yield return new(text, Before.Anything, 2, IsParticle: false);
    }

    private static string[] Listed(string words) => words.Split(' ');

    private sealed record Suffix(string Text, Before Before, int LeastStem, bool IsParticle = true);
}
