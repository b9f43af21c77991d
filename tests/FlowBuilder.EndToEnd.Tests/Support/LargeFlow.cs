using System.Text.Json;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Flows of many nodes: columns of prompts, each wired to two of the column before.</summary>
internal static class LargeFlow
{
    /// <summary>A flow file with columns × rows nodes called <c>n0-0</c> and so on, and as many of their wires as asked for.</summary>
    public static string Of(int columns, int rows, int edges)
    {
        var nodes = from column in Enumerable.Range(0, columns)
                    from row in Enumerable.Range(0, rows)
                    select new
                    {
                        id = $"n{column}-{row}",
                        type = "prompt.template",
                        version = 1,
                        title = $"Step {column}.{row}",
                        position = new { x = column * 360, y = row * 240 },
                        settings = new { template = "Say {{a}} and {{b}} in words" },
                    };
        var along = from column in Enumerable.Range(1, columns - 1)
                    from row in Enumerable.Range(0, rows)
                    select new { @from = $"n{column - 1}-{row}.text", to = $"n{column}-{row}.a" };
        var across = from column in Enumerable.Range(1, columns - 1)
                     from row in Enumerable.Range(1, rows - 1)
                     select new { @from = $"n{column - 1}-{row - 1}.text", to = $"n{column}-{row}.b" };
        return JsonSerializer.Serialize(new { format = "flowbuilder/1", name = "Large", nodes, edges = along.Concat(across).Take(edges) });
    }

    /// <summary>A flow in which so many models each answer with so many words at once.</summary>
    public static string OfStreams(int models, int words)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(number => $"word{number}"));
        var nodes = Enumerable.Range(0, models).SelectMany(number => new object[]
        {
            new
            {
                id = $"p{number}", type = "prompt.template", version = 1, position = new { x = 0, y = number * 260 },
                settings = new { template = $"Summarise the text.\n\nText:\n{text}." },
            },
            new { id = $"m{number}", type = "model.chat", version = 1, position = new { x = 400, y = number * 260 } },
            new
            {
                id = $"o{number}", type = "output.text", version = 1, position = new { x = 800, y = number * 260 },
                settings = new { name = $"answer{number}" },
            },
        });
        var edges = Enumerable.Range(0, models).SelectMany(number => new[]
        {
            new { @from = $"p{number}.text", to = $"m{number}.prompt" },
            new { @from = $"m{number}.text", to = $"o{number}.value" },
        });
        return JsonSerializer.Serialize(new { format = "flowbuilder/1", name = "Streams", nodes, edges });
    }
}
