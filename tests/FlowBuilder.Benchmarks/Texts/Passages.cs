namespace FlowBuilder.Benchmarks.Texts;

/// <summary>Texts of the length of a passage, of words whose frequency falls as their place in the list, as it does in language (Zipf).</summary>
/// <remarks>
/// The first places are function words, which make half of a text, as in language; the most frequent word that means something stands
/// in about one passage of eleven.
/// </remarks>
internal static class Passages
{
    private const int Vocabulary = 20_000;

    private static readonly string[] Endings = ["", "s", "ing", "ed", "ation", "은", "에서", "를"];

    private static readonly string[] FunctionWords =
        ("the 그 of and 이 a in 및 is for 수 that with 것 on by 있습니다 as from 대한 this be 등 are or 또는 an at 합니다 not it 위한 " +
        "which can 그리고 will each 하는 other when 있는 all if 경우 has any 됩니다 only more 따라 their such 된다 than into 저 its after " +
        "다 does before 대해 about under 어떤 between through 하지만 our over 없습니다 where while 되는 no so 그러나 these what 관한").Split(' ');

    /// <summary>About a thousand characters: 150 words, English and Korean.</summary>
    public static string Of(int seed) => Words(150, first: 1, new Random(seed));

    /// <summary>Five words that mean something, as frequent and as rare as those of the passages.</summary>
    public static string QuestionOf(int seed) => Words(5, first: FirstMeaning, new Random(-1 - seed));

    /// <summary>Five words of the passages as they come, function words and all.</summary>
    public static string PlainQuestionOf(int seed) => Words(5, first: 1, new Random(-1 - seed));

    private static int FirstMeaning => FunctionWords.Length + 1;

    // The chance of a place is as its inverse.
    private static string Words(int count, int first, Random random) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Word((int)(first * Math.Pow((double)Vocabulary / first, random.NextDouble())), random)));

    private static string Word(int place, Random random) => place < FirstMeaning
        ? FunctionWords[place - 1]
        : place % 3 == 0
            ? string.Concat((char)('가' + place % 11_172), (char)('가' + place * 31 % 11_172), Endings[random.Next(5, 8)])
            : string.Concat(Letters(place), Endings[random.Next(5)]);

    // 7919 has no divisor in common with 26⁴, so no two places have the same letters.
    private static string Letters(int place)
    {
        var number = place * 7919L % (26 * 26 * 26 * 26);
        return string.Concat(Enumerable.Range(0, 4 + place % 4).Select(i => (char)('a' + number / (int)Math.Pow(26, i % 4) % 26)));
    }
}
