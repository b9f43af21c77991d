using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>What a chat model answered, piece by piece: a piece of text as a text, anything else as an object.</summary>
/// <remarks>Neither ids of answers nor times are kept. Where the model failed, what came before is there and then the fault.</remarks>
internal static class ChatAnswerJson
{
    private const string Malformed = "malformed";

    /// <summary>Describes an answer.</summary>
    /// <param name="updates">What came.</param>
    /// <param name="fault">How it failed, or null.</param>
    /// <param name="masked">Takes secrets out of a text: one that was cut between pieces is found in none of them.</param>
    public static JsonElement Of(IReadOnlyList<ChatResponseUpdate> updates, NodeException? fault, Func<string, string> masked)
    {
        var whole = string.Concat(updates.Select(update => update.Text));
        var isCut = masked(whole) != string.Concat(updates.Select(update => masked(update.Text)));
        var answer = new JsonObject();
        if (updates.Select(update => update.ModelId).FirstOrDefault(id => id is not null) is { } model) answer["model"] = model;
        var pieces = new JsonArray();
        if (isCut) pieces.Add(masked(whole));
        foreach (var update in updates)
        {
            if (isCut && update.Contents.All(content => content is TextContent) && update.FinishReason is null) continue;
            pieces.Add(Piece(isCut ? WithoutText(update) : update));
        }

        answer["pieces"] = pieces;
        if (fault is not null) answer["fault"] = FaultJson.Of(fault);
        return JsonSerializer.SerializeToElement(answer);
    }

    /// <summary>Reads an answer back.</summary>
    /// <exception cref="NodeException">The recording holds no such answer here.</exception>
    public static (IReadOnlyList<ChatResponseUpdate> Updates, NodeException? Fault) Read(JsonElement answer)
    {
        try
        {
            var model = answer.TryGetProperty("model", out var name) ? name.GetString() : null;
            List<ChatResponseUpdate> updates = [.. answer.GetProperty("pieces").EnumerateArray().Select(piece => Update(piece, model))];
            return (updates, answer.TryGetProperty("fault", out var fault) ? FaultJson.Read(fault) : null);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw FaultJson.Broken(failure);
        }
    }

    private static JsonNode Piece(ChatResponseUpdate update)
    {
        if (update is { Contents: [TextContent { AdditionalProperties: null } text], FinishReason: null, AdditionalProperties: null }) return JsonValue.Create(text.Text);
        var piece = new JsonObject();
        if (update.Contents.Count > 0) piece["contents"] = new JsonArray([.. update.Contents.Select(Content)]);
        if (update.FinishReason is { } finish) piece["finish"] = finish.Value;
        if (update.AdditionalProperties is { Count: > 0 } more) piece["more"] = JsonSerializer.SerializeToNode(more, AIJsonUtilities.DefaultOptions);
        return piece;
    }

    private static JsonNode Content(AIContent content)
    {
        var told = JsonSerializer.SerializeToNode(content, AIJsonUtilities.DefaultOptions)!.AsObject();

        if (content is FunctionCallContent { InformationalOnly: false }) told.Remove("informationalOnly");

        // Why arguments could not be read has no JSON form; that they could not be has to be told.
        if (content is FunctionCallContent { Exception: not null }) told[Malformed] = true;
        return told;
    }

    private static ChatResponseUpdate Update(JsonElement piece, string? model)
    {
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = model };
        if (piece.ValueKind == JsonValueKind.String)
        {
            update.Contents = [new TextContent(piece.GetString())];
            return update;
        }

        if (piece.TryGetProperty("contents", out var contents)) update.Contents = [.. contents.EnumerateArray().Select(ReadContent)];
        if (piece.TryGetProperty("finish", out var finish)) update.FinishReason = new ChatFinishReason(finish.GetString()!);
        if (piece.TryGetProperty("more", out var more)) update.AdditionalProperties = more.Deserialize<AdditionalPropertiesDictionary>(AIJsonUtilities.DefaultOptions);
        return update;
    }

    private static AIContent ReadContent(JsonElement json)
    {
        var content = json.Deserialize<AIContent>(AIJsonUtilities.DefaultOptions) ?? throw new JsonException("The content is null.");
        if (content is FunctionCallContent call && json.TryGetProperty(Malformed, out _)) call.Exception = new JsonException("The arguments were not valid JSON when this was recorded.");
        return content;
    }

    private static ChatResponseUpdate WithoutText(ChatResponseUpdate update) => new()
    {
        Contents = [.. update.Contents.Where(content => content is not TextContent)],
        FinishReason = update.FinishReason,
        AdditionalProperties = update.AdditionalProperties,
    };
}
