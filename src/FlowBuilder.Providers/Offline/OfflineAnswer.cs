using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Offline;

/// <summary>Makes the demo model's answer: the same for the same request, and never a sentence of its own about the subject.</summary>
internal static class OfflineAnswer
{
    private const double LeastCoverage = 0.34;
    private const double AsGoodAsBest = 0.72;
    private const int MostSentences = 3;

    /// <summary>A prompt of fewer terms, without any ask, is a greeting rather than a text.</summary>
    private const int FewestTerms = 4;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What tools gave back is quoted as a whole up to this many characters.</summary>
    private const int ShortResults = 400;

    /// <summary>The answer to a request.</summary>
    public static string To(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var results = OfflineTools.ResultsIn(messages);
        if (results.Count > 0 && options?.ResponseFormat is null or ChatResponseFormatText) return FromTools(messages, results);
        var prompt = PromptReader.Read(results.Count > 0 ? OfflineTools.WithResults(messages, results) : messages, options?.Instructions);
        return options?.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: { } schema } => new SchemaFiller(schema, prompt).Fill(),
            ChatResponseFormatJson => new JsonObject { ["answer"] = Text(prompt) }.ToJsonString(Relaxed),
            _ => Text(prompt),
        };
    }

    private static string FromTools(IReadOnlyList<ChatMessage> messages, List<(string Tool, string Text)> results)
    {
        if (results.Sum(result => result.Text.Length) <= ShortResults)
            return results.Count == 1 ? results[0].Text : string.Join('\n', results.Select(result => $"- {result.Tool}: {result.Text}"));
        var prompt = PromptReader.Read(OfflineTools.WithResults(messages, results), null);
        var sentences = SentenceSplitter.Split(prompt.Context);
        var answer = prompt.IsQuestion ? Answer(prompt, sentences) : Make(prompt, sentences);
        return answer == NothingFound(prompt.IsKorean) ? Make(prompt, sentences) : answer;
    }

    private static string Text(Prompt prompt)
    {
        if (LabelChooser.In(prompt.Instructions) is { } labels) return labels.Choose(labels.Without(TextToSort(prompt)));
        var sentences = SentenceSplitter.Split(prompt.Context);
        if (sentences.Count == 0 || prompt.Ask.Length == 0 && sentences.Sum(sentence => sentence.Terms.Count) < FewestTerms) return NoText(prompt.IsKorean);
        return prompt.IsQuestion ? Answer(prompt, sentences) : Make(prompt, sentences);
    }

    private static string Answer(Prompt prompt, List<Sentence> sentences)
    {
        var scored = new SentenceScorer(sentences).Score(prompt.Ask, prompt.Background)
            .Where(candidate => candidate.Coverage >= LeastCoverage).ToList();
        if (scored.Count == 0)
        {
            return Wording.WantsList(prompt.Ask) || Terms.Of(prompt.Ask).Count == 0
                ? Make(prompt, sentences)
                : NothingFound(prompt.IsKorean);
        }

        var best = scored[0];
        var chosen = best.IsDefinition
            ? [best.Sentence]
            : scored
                .Where(candidate => candidate.Score >= best.Score * AsGoodAsBest)
                .Select(candidate => candidate.Sentence)
                .DistinctBy(sentence => sentence.Text)
                .Take(Math.Min(Wording.CountIn(prompt.Ask) ?? MostSentences, MostSentences))
                .ToList();
        return string.Join(' ', chosen.OrderBy(sentence => sentence.Index).Select(Quoted));
    }

    private static string Make(Prompt prompt, List<Sentence> sentences)
    {
        var asList = Wording.WantsList(prompt.Ask);
        var count = Wording.CountIn(prompt.Ask) ?? (Wording.WantsWhole(prompt.Ask) ? 6 : asList ? 4 : 3);
        var picked = CentralSentences.Pick(sentences, count);
        if (picked.Count == 0) picked = [.. sentences.Take(count)];
        return asList
            ? string.Join('\n', picked.Select(sentence => "- " + Quoted(sentence)))
            : string.Join(' ', picked.Select(sentence => WithStop(Quoted(sentence))));
    }

    /// <summary>The text whose label is asked for may itself be a question, so the ask is looked at too.</summary>
    private static string TextToSort(Prompt prompt) => $"{prompt.Context}\n{prompt.Ask}";

    private static string Quoted(Sentence sentence) =>
        sentence.Citation is { } citation ? $"{sentence.Text} {citation}" : sentence.Text;

    private static string WithStop(string text) => char.IsLetterOrDigit(text[^1]) ? text + "." : text;

    private static string NothingFound(bool korean) => korean
        ? "내장 데모 모델이 이 질문에 답하는 문장을 찾지 못했습니다. 이 모델은 주어진 글에서 문장을 인용하기만 합니다. 제대로 된 답을 받으려면 실제 모델을 연결하세요."
        : "The built-in demo model found no sentence that answers this. It only quotes sentences of the text it is given; connect a real model for real answers.";

    private static string NoText(bool korean) => korean
        ? "내장 데모 모델은 프롬프트에 담긴 글에서 문장을 인용하기만 하는데, 이 프롬프트에는 인용할 글이 없습니다. 문서를 연결하거나 실제 모델을 연결하세요."
        : "The built-in demo model only quotes sentences of a text, and this prompt holds none. Pass it a document, or connect a real model.";
}
