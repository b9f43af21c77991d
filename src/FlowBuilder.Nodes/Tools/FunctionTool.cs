using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tools;

/// <summary>A tool made of its parts: what a model reads of it, and what is done when it calls.</summary>
/// <param name="name">What the model calls it.</param>
/// <param name="description">When it is of use.</param>
/// <param name="schema">JSON Schema of its arguments, as text.</param>
/// <param name="call">What is done; gives the text that the model reads.</param>
internal sealed class FunctionTool(
    string name, string description, [StringSyntax(StringSyntaxAttribute.Json)] string schema, Func<AIFunctionArguments, CancellationToken, Task<string>> call) : AIFunction
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; } = JsonSerializer.Deserialize<JsonElement>(schema);

    /// <summary>An argument as text; empty where it was not given.</summary>
    public static string TextOf(AIFunctionArguments arguments, string argument) => arguments.GetValueOrDefault(argument) switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        JsonElement json => json.GetRawText(),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whether a text is a name that models may call a tool by.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await call(arguments, cancellationToken).ConfigureAwait(false);
}
