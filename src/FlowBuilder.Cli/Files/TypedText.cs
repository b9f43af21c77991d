using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Cli.Files;

/// <summary>Finds out what a text of the command line is meant as: itself, or JSON.</summary>
internal static class TypedText
{
    /// <summary>The first reading that its place takes; where none is taken, the first, so that its place can say why.</summary>
    /// <param name="text">The text.</param>
    /// <param name="textFirst">Whether it is rather meant as itself.</param>
    /// <param name="isTaken">Whether its place takes a value.</param>
    public static JsonElement Read(string text, bool textFirst, Func<JsonElement, bool> isTaken)
    {
        var itself = JsonSerializer.SerializeToElement(text, CoreJson.Options);
        JsonElement[] readings = AsJson(text) is not { } json ? [itself] : textFirst ? [itself, json] : [json, itself];
        foreach (var reading in readings)
        {
            if (isTaken(reading)) return reading;
        }

        return readings[0];
    }

    private static JsonElement? AsJson(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = CoreJson.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
