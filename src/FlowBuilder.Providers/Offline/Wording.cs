using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>Recognises questions, commands and labels by their words, in English and Korean.</summary>
internal static partial class Wording
{
    /// <summary>The label that a line begins with, and what follows it.</summary>
    public static (SectionLabel Label, string Remainder) LabelOf(string line)
    {
        var match = Label().Match(line);
        if (!match.Success) return (SectionLabel.None, line);
        var label = match.Groups["question"].Success ? SectionLabel.Question
            : match.Groups["text"].Success ? SectionLabel.Text
            : SectionLabel.Answer;
        return (label, line[match.Length..].Trim());
    }

    /// <summary>Whether a line only sets text apart: quotes, code fences, rules, XML tags.</summary>
    public static bool IsFence(string line) => Fence().IsMatch(line);

    /// <summary>Whether a paragraph asks something.</summary>
    public static bool IsQuestion(string text) => Question().IsMatch(text.Trim());

    /// <summary>Whether a paragraph tells the model to do something.</summary>
    public static bool IsCommand(string text) => Command().IsMatch(text.Trim());

    /// <summary>Whether a paragraph tells the model what it is or how to behave.</summary>
    public static bool IsRole(string text) => Role().IsMatch(text.Trim());

    /// <summary>Whether a list of points is wanted: of "an article from this outline" the first word counts.</summary>
    public static bool WantsList(string ask) =>
        List().Match(ask) is { Success: true } list && !(Whole().Match(ask) is { Success: true } whole && whole.Index < list.Index);

    /// <summary>Whether the text is wanted anew, whole, rather than shortened: a draft, a polished version.</summary>
    public static bool WantsWhole(string ask) => Whole().IsMatch(ask) && !WantsList(ask);

    /// <summary>The number of sentences or points that an ask names, or null.</summary>
    public static int? CountIn(string ask)
    {
        var match = Count().Match(ask);
        if (!match.Success) return null;
        var word = match.Groups["number"].Value.ToLowerInvariant();
        if (int.TryParse(word, out var number)) return Math.Clamp(number, 1, 20);
        string[][] words =
        [
            ["one", "a single", "single", "한", "하나"], ["two", "두"], ["three", "세"], ["four", "네"], ["five", "다섯"],
            ["six", "여섯"], ["seven", "일곱"], ["eight", "여덟"], ["nine", "아홉"], ["ten", "열"],
        ];
        var found = Array.FindIndex(words, names => names.Contains(word));
        return found < 0 ? null : found + 1;
    }

    [GeneratedRegex(@"^\s*(?:[#>*_]+\s*)*(?:(?<question>(?:user(?:['’]s)?\s+)?(?:question|query|request)|task|instructions?|q|(?:사용자\s*)?(?:질문|물음|요청)|지시(?:\s*사항)?|작업)|(?<text>context|(?:source\s+)?text|documents?|passages?|sources?|excerpts?|article|content|input|message|e-?mail|ticket|outline|draft|notes|background|information|자료|본문|문서|문맥|맥락|텍스트|구절|발췌|내용|원문|글|메시지|이메일|문의|개요|초안|참고(?:\s*자료)?)|(?<answer>(?:your\s+|final\s+)?(?:answer|response|reply|output|summary|label|category)|(?:최종\s*)?(?:답변|답|응답|출력|요약|결과)))\s*[*_]*\s*[:：]\s*[*_]*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:""""""|'''|```\w*|-{3,}|={3,}|\*{3,}|</?[a-zA-Z_]+>)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"[?？][""”’')\]]*$|^(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|will|would)\b[^\n.]{3,}$|(?:인가요|나요|까요|습니까|입니까|인가|는지|무엇인지|은요|는요|뭐야|일까)[?]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"^(?:(?:please|now|then|first|next|your task is to|you (?:must|should|will|are to)|i want you to|can you|could you)[,\s]+)*(?:summari[sz]e|write|rewrite|draft|list|name|outline|create|make|generate|compose|produce|answer|reply|respond|use|using|based on|given|classify|categori[sz]e|label|extract|find|identify|polish|improve|edit|proofread|correct|fix|shorten|condense|expand|translate|convert|turn|give|provide|tell|explain|describe|define|compare|read|pick|choose|select|decide|return|output|quote|cite|analy[sz]e|review|rate|check|simplify|paraphrase|prepare|plan|do not|don['’]t|only|keep|the following)\b|(?:해\s*줘|해\s*주세요|해\s*주십시오|하세요|하십시오|하시오|하라|써\s*줘|써\s*주세요|쓰세요|작성해|요약해|정리해|나열해|골라|고르세요|답하세요|답해|대답해|대답하세요|분류하세요|분류해|추출해|번역해|다듬어|고쳐|바꿔|알려\s*줘|알려\s*주세요|설명해|줘|주세요|하라|요약|정리)\s*[.:：!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?:you are|you['’]re|act as|as an? |here (?:is|are)|below (?:is|are)|these are|this is the|if you (?:do not|don['’]t|cannot)|if the|당신은|너는|귀하는|다음은|아래는|아래의)", RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex(@"\b(?:list|outline|bullets?|bullet points?|key points|main points|enumerate|name the|points|items|agenda)\b|목록|나열|개요|항목|목차|글머리|\d\s*가지|[한두세네]\s*가지|다섯\s*가지|열거", RegexOptions.IgnoreCase)]
    private static partial Regex List();

    [GeneratedRegex(@"\b(?:polish|improve|rewrite|edit|proofread|correct|draft|article|paragraphs?|letter|essay|post|story|paraphrase|write\s+(?:an?|the)\s+(?:text|article|report|e-?mail))\b|다듬|고쳐|초안|문단|글을|글로|편지|기사|다시\s*써|보고서", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b(?<number>\d{1,2}|one|a single|single|two|three|four|five|six|seven|eight|nine|ten)\s+(?:(?:most|main|key|important|short|central|brief|clear|best|biggest)\s+)*(?:sentences?|points?|items?|bullets?|bullet points?|reasons?|facts?|obligations?|rules?|ideas?|things?|parts?|steps?|lines?|most|important|main|key)\b|(?<number>\d{1,2}|한|하나|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s*(?:문장|가지|개|줄|항목)", RegexOptions.IgnoreCase)]
    private static partial Regex Count();
}
