using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The search of a knowledge base as a tool: a model says what it looks for and reads numbered passages with their sources.</summary>
internal sealed class KnowledgeTool : AIFunction
{
    /// <summary>The most passages that a model may ask for at once.</summary>
    public const int MostPassages = 20;

    private readonly Func<string, int, CancellationToken, Task<string>> _search;
    private readonly int _top;

    /// <summary>Makes the tool.</summary>
    /// <param name="name">What the model calls it.</param>
    /// <param name="description">When it is of use; empty for what the knowledge base says of itself.</param>
    /// <param name="knowledge">The knowledge base.</param>
    /// <param name="top">How many passages a search gives where the model asks for no number.</param>
    /// <param name="search">Searches, and writes what was found for the model.</param>
    public KnowledgeTool(string name, string description, KnowledgeBase knowledge, int top, Func<string, int, CancellationToken, Task<string>> search)
    {
        (Name, _top, _search) = (name, top, search);
        Description = description.Length > 0 ? description : Of(knowledge);
        JsonSchema = JsonSerializer.SerializeToElement(new
        {
            type = "object",
            properties = new
            {
                query = new { type = "string", description = "A question or the words to look for, in the language of the documents." },
                top = new { type = "integer", minimum = 1, maximum = MostPassages, description = string.Create(CultureInfo.InvariantCulture, $"How many passages to give; {top} without it.") },
            },
            required = (string[])["query"],
            additionalProperties = false,
        });
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var query = arguments.TryGetValue("query", out var given) ? TextOf(given) : "";
        if (string.IsNullOrWhiteSpace(query)) throw QueryEmpty();
        var top = arguments.TryGetValue("top", out var number) && int.TryParse(TextOf(number), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            ? Math.Clamp(wanted, 1, MostPassages)
            : _top;
        return await _search(query, top, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing was asked.</summary>
    public static NodeException QueryEmpty() => new(
        "knowledge.query-empty",
        LocalText.Of("The query is empty. Ask something.", "검색어가 비어 있습니다. 찾을 내용을 입력하세요."),
        FaultKind.Input);

    private static string Of(KnowledgeBase knowledge) => knowledge.Description.Length > 0
        ? $"Searches \"{knowledge.Name}\": {knowledge.Description}"
        : $"Searches the documents of \"{knowledge.Name}\" and gives the passages that answer best, with their sources.";

    private static string TextOf(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
