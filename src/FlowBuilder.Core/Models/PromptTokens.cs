using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Models;

/// <summary>Estimates how many tokens a call to a model sends, its tools and the form of its answer included.</summary>
public static class PromptTokens
{
    // What the dearest common tiling counts for one picture (OpenAI, "Images and vision").
    private const int TokensPerImage = 1_105;

    /// <summary>The estimated tokens of messages, and of what options add to them.</summary>
    public static int Count(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var sent = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var tokens = TokenEstimator.Count(sent.Select(TextOf)) + (sent.Sum(message => message.Contents.Count(content => content is DataContent or UriContent)) * TokensPerImage);
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            tokens += TokenEstimator.Count([tool.Name + tool.Description + tool.JsonSchema.GetRawText()]);
        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema }) tokens += TokenEstimator.Count(schema.GetRawText());
        return tokens + (options?.Instructions is { } instructions ? TokenEstimator.Count(instructions) : 0);
    }

    // Calls and results are sent too.
    private static string TextOf(ChatMessage message) => string.Concat(message.Contents.Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => call.Name + string.Concat(call.Arguments?.Select(argument => $"{argument.Key}{argument.Value}") ?? []),
        FunctionResultContent result => result.Result?.ToString(),
        _ => "",
    }));
}
