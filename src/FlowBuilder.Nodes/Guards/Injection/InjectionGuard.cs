using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>Looks for prompt injection and jailbreaks, sentence by sentence.</summary>
internal sealed class InjectionGuard : ITextGuard
{
    /// <summary>What stands in place of a sentence that is masked.</summary>
    public const string Removed = "[…]";

    // A sign this heavy counts when it is disguised; a weaker one appears in decoded noise by chance.
    private const double Strong = 0.5;
    private const double Disguise = 0.3;

    private const int LongestShortLine = 16;

    private static readonly LocalText InTags = LocalText.Of("it holds a text in characters that nobody sees", "보이지 않는 문자로 쓴 글이 있습니다");
    private static readonly LocalText InWords = LocalText.Of("it has hidden characters inside words", "단어 안에 보이지 않는 문자가 있습니다");

    private readonly SentenceWindow _window = new();

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> Append(string chunk) => _window.Append(chunk).Select(Look);

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> End() => _window.End().Select(Look);

    private static GuardPiece Look((string Before, string Sentence) part)
    {
        var findings = Find(part.Before, part.Sentence);
        return findings.Count == 0 ? GuardPiece.Clean(part.Sentence) : new GuardPiece(part.Sentence, Masked(part.Sentence), findings);
    }

    private static List<GuardFinding> Find(string before, string sentence)
    {
        var findings = new List<GuardFinding>();
        if (string.IsNullOrWhiteSpace(sentence)) return findings;
        var folded = FoldedText.Of(before + sentence);
        var start = FoldedText.Of(before).Length;
        findings.AddRange(Signs(folded, start, 0));
        var (inWords, inTags) = HiddenText.Count(sentence);
        if (inTags.Length > 0) findings.Add(new GuardFinding("hidden-text", InTags));
        if (inWords > 0) findings.Add(new GuardFinding("hidden-characters", InWords, Math.Min(0.6, 0.2 * inWords)));
        foreach (var reading in Disguises.Of(sentence).Append(FoldedText.Of(inTags)).Append(ShortLines(folded)))
        {
            if (!reading.AsSpan().ContainsAny(InjectionSigns.Hints)) continue;

            // What the plain text says already is not disguised.
            foreach (var sign in Signs(reading, 0, Strong).Where(sign => findings.TrueForAll(known => known.Sign != sign.Sign)).ToList())
            {
                findings.Add(sign with
                {
                    Reason = LocalText.Of($"{sign.Reason.English}, disguised", $"{sign.Reason.For(Languages.Korean)}(위장한 글)"),
                    Weight = Math.Min(1, sign.Weight + Disguise),
                });
            }
        }

        return findings;
    }

    private static IEnumerable<GuardFinding> Signs(string folded, int start, double least) =>
        from sign in InjectionSigns.All
        let weight = sign.WeightIn(folded, start)
        where weight > 0 && weight >= least
        select new GuardFinding(sign.Name, sign.Reason, weight);

    // The last lines of a word or two each, as one: a sentence that is written downwards.
    private static string ShortLines(string folded)
    {
        var lines = folded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().TakeWhile(line => line.Length <= LongestShortLine).Reverse().ToList();
        return lines.Count < 2 ? "" : string.Join(' ', lines);
    }

    // The blanks around a sentence stay, so that those beside it do not run together.
    private static string Masked(string sentence)
    {
        var start = sentence.Length - sentence.TrimStart().Length;
        var end = sentence.TrimEnd().Length;
        return $"{sentence[..start]}{Removed}{sentence[end..]}";
    }
}
