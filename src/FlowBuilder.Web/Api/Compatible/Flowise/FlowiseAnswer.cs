using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>An answer as Flowise writes it.</summary>
/// <param name="question">What was asked.</param>
/// <param name="session">The conversation.</param>
/// <param name="chatId">The conversation, as the caller named it.</param>
/// <param name="showsSources">Whether the caller may see the documents that the answer was made of.</param>
internal sealed class FlowiseAnswer(string question, string session, string chatId, bool showsSources)
{
    private const int MostSources = 20;

    /// <summary>The whole answer.</summary>
    public object Of(EndedRun ended)
    {
        var answer = new Dictionary<string, object?> { ["text"] = ended.Text };
        if (ended.IsJson) answer["json"] = ended.Snapshot.Outputs;
        foreach (var (name, value) in About(ended.Run.Id)) answer[name] = value;
        if (SourcesOf(ended) is { Length: > 0 } sources) answer["sourceDocuments"] = sources;
        answer["isStreamValid"] = true;
        return answer;
    }

    /// <summary>Which question and conversation the answer belongs to.</summary>
    public IReadOnlyDictionary<string, object?> About(string runId) => new Dictionary<string, object?>
    {
        ["question"] = question,
        ["chatId"] = chatId,
        ["chatMessageId"] = runId,
        ["sessionId"] = session,
        ["executionId"] = runId,
    };

    /// <summary>What calls to models used.</summary>
    public static object UsageOf(TokenUsage usage) => new
    {
        input_tokens = usage.InputTokens,
        output_tokens = usage.OutputTokens,
        total_tokens = usage.InputTokens + usage.OutputTokens,
    };

    /// <summary>The documents that the answer was made of.</summary>
    public object[] SourcesOf(EndedRun ended) => showsSources
        ? [.. FoundIn(ended).Select(document => new
        {
            pageContent = document.Text,
            metadata = document.Metadata.Where(entry => entry.Key is not ("source" or "title" or "score"))
                .Select(entry => KeyValuePair.Create(entry.Key, JsonSerializer.SerializeToElement(entry.Value)))
                .Append(KeyValuePair.Create("source", JsonSerializer.SerializeToElement(document.Source)))
                .Append(KeyValuePair.Create("title", JsonSerializer.SerializeToElement(document.Title)))
                .Append(KeyValuePair.Create("score", JsonSerializer.SerializeToElement(document.Score)))
                .ToDictionary(),
        })]
        : [];

    private static IEnumerable<Document> FoundIn(EndedRun ended) => AnswerDocuments.Of(ended.Snapshot, ended.Run.Version.Flow).Documents
        .Where(document => document.Text.Length > 0)
        .Take(MostSources);
}
