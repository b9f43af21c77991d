using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks; developers speak as the system.</param>
/// <param name="Text">Its texts, each on lines of its own.</param>
/// <param name="Files">Its pictures and files.</param>
internal sealed record ChatTurn(MessageRole Role, string Text, ImmutableArray<SentFile> Files)
{
    /// <summary>Reads a message.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="place">Where it stands, for what is said of it.</param>
    /// <exception cref="Problems.ApiException">It cannot be read.</exception>
    public static ChatTurn Of(ChatTurnBody? message, string place)
    {
        if (message is null) throw OpenAiProblems.Missing(place);
        var role = message.Role switch
        {
            "system" or "developer" => MessageRole.System,
            "user" => MessageRole.User,
            "assistant" => MessageRole.Assistant,
            "tool" or "function" => MessageRole.Tool,
            null => throw OpenAiProblems.Missing($"{place}.role"),
            _ => throw OpenAiProblems.Invalid(
                $"{place}.role",
                "it must be system, developer, user, assistant, tool or function.",
                "system, developer, user, assistant, tool, function 중 하나여야 합니다."),
        };
        if (message.Content is { } content) return Of(role, content, $"{place}.content");
        return role == MessageRole.Assistant || role == MessageRole.Tool ? new ChatTurn(role, "", []) : throw OpenAiProblems.Missing($"{place}.content");
    }

    private static ChatTurn Of(MessageRole role, JsonElement content, string place)
    {
        if (content.ValueKind == JsonValueKind.String) return new ChatTurn(role, content.GetString()!, []);
        if (content.ValueKind != JsonValueKind.Array)
            throw OpenAiProblems.Invalid(place, "it must be a text or a list of parts.", "텍스트이거나 파트 목록이어야 합니다.");
        var texts = new List<string>();
        var files = ImmutableArray.CreateBuilder<SentFile>();
        foreach (var (i, part) in content.EnumerateArray().Index())
        {
            var (text, file) = ContentPart.Read(part, $"{place}[{i}]");
            if (text is not null) texts.Add(text);
            if (file is not null) files.Add(file);
        }

        return new ChatTurn(role, string.Join('\n', texts), files.ToImmutable());
    }
}
