using System.Text.Json;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Knowledge;

/// <summary>The question as a model rewrote it, and other wordings of it.</summary>
/// <param name="Question">The question, to be understood by itself.</param>
/// <param name="Queries">What to search for: the question first.</param>
internal sealed record QueryRewriting(string Question, IReadOnlyList<string> Queries)
{
    private const int MostMessages = 10;
    private const int MostCharacters = 2_000;
    private const int MostQuestion = 1_000;

    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new
        {
            question = new { type = "string" },
            variants = new { type = "array", items = new { type = "string" } },
        },
        required = (string[])["question", "variants"],
        additionalProperties = false,
    });

    /// <summary>How a model is asked.</summary>
    public static ChatOptions Options => new() { Temperature = 0, ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "queries") };

    /// <summary>What a model is asked.</summary>
    public static IReadOnlyList<ChatMessage> Ask(string query, MessageList history, int variants)
    {
        var said = string.Join('\n', history.TakeLast(MostMessages).Select(message => $"{message.Role}: {Short(message.Text)}"));
        return
        [
            new(ChatRole.System,
                "You prepare searches. Rewrite the last question so that it can be understood without the conversation: put names in place of \"it\" and \"that\", and add what it leaves out. "
                + $"Then give {variants} other wordings of it that a text with the answer could use. Keep the language of the question. Do not answer it. "
                + "Answer with JSON only: {\"question\": \"…\", \"variants\": [\"…\"]}."),
            new(ChatRole.User, said.Length == 0 ? $"Question: {query}" : $"Conversation:\n{said}\n\nLast question: {query}"),
        ];
    }

    /// <summary>Reads what a model wrote, in whatever form; where nothing of it is of use, the question stays as it was.</summary>
    public static QueryRewriting Read(string answer, string query, int variants)
    {
        List<string> texts;
        try
        {
            var json = JsonInText.Read(answer);
            texts = json.ValueKind == JsonValueKind.Object
                ? [.. json.EnumerateObject().SelectMany(member => TextsIn(member.Value))]
                : [.. TextsIn(json)];
        }
        catch (JsonException)
        {
            // A model that writes no JSON writes the question.
            texts = [answer.Trim().Split('\n')[0].Trim().Trim('"')];
        }

        return Of([.. texts.Where(text => text.Length is > 0 and <= MostQuestion)], query, variants);
    }

    /// <summary>Without a model: the question as it is, and together with the one before it.</summary>
    public static QueryRewriting WithoutModel(string query, MessageList history)
    {
        var before = history.LastOrDefault(message => message.Role == MessageRole.User && message.Text.Trim() != query.Trim());
        return Of(before is null ? [query] : [query, $"{Short(before.Text)} {query}"], query, variants: 1);
    }

    private static QueryRewriting Of(IReadOnlyList<string> texts, string query, int variants)
    {
        var question = texts.Count > 0 ? texts[0] : query;
        return new QueryRewriting(question, [.. texts.Prepend(question).Distinct(StringComparer.Ordinal).Take(variants + 1)]);
    }

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!.Trim()],
        JsonValueKind.Array => json.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!.Trim()),
        _ => [],
    };

    private static string Short(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";
}
