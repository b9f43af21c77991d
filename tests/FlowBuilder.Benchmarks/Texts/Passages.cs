namespace FlowBuilder.Benchmarks.Texts;

/// <summary>Texts of the length of a passage, of words whose frequency falls as their place in the list, as it does in language.</summary>
internal static class Passages
{
    private const int Vocabulary = 20_000;

    private static readonly string[] Endings = ["", "s", "ing", "ed", "ation", "은", "에서", "를"];

    /// <summary>About a thousand characters: 150 words, English and Korean.</summary>
    public static string Of(int seed) => Words(150, new Random(seed));

    /// <summary>Five words, as frequent and as rare as those of the passages.</summary>
    public static string QuestionOf(int seed) => Words(5, new Random(-1 - seed));

    private static string Words(int count, Random random) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Word((int)Math.Pow(Vocabulary, random.NextDouble()), random)));

    private static string Word(int number, Random random) => number % 3 == 0
        ? string.Concat((char)('가' + number % 11_172), (char)('가' + number * 31 % 11_172), Endings[random.Next(5, 8)])
        : string.Concat(Letters(number), Endings[random.Next(5)]);

    private static string Letters(int number) =>
        string.Concat(Enumerable.Range(0, 4 + number % 4).Select(i => (char)('a' + (number * 7 + i * number % 13 + i * 5) % 26)));
}
