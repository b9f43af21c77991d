using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Cli.Files;

/// <summary>Turns <c>--input name=value</c> into what the flow's inputs take.</summary>
internal static class InputValues
{
    /// <summary>Reads the values; null where a file could not be read, which has been said then.</summary>
    /// <param name="pairs">Names and values; a value <c>@path</c> is a file's content, <c>@@…</c> a text that begins with @.</param>
    /// <param name="contract">What the flow takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Dictionary<string, JsonElement>?> ReadAsync(
        IReadOnlyList<Pair> pairs, FlowContract contract, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, text) in pairs)
        {
            var parameter = contract.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            if (!text.StartsWith('@') || text.StartsWith("@@", StringComparison.Ordinal))
                values[name] = ValueOf(text.StartsWith('@') ? text[1..] : text, parameter);
            else if (await OfFileAsync(text[1..], parameter, cancellationToken).ConfigureAwait(false) is { } value)
                values[name] = value;
            else
                return null;
        }

        return values;
    }

    private static async Task<JsonElement?> OfFileAsync(string path, FlowParameter? parameter, CancellationToken cancellationToken)
    {
        if (await FileText.ReadAsync(path, standardInput: null, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        if (parameter is not null && TakesFile(parameter.Schema))
        {
            return JsonSerializer.SerializeToElement(
                new { Name = Path.GetFileName(path), Base64 = Convert.ToBase64String(bytes) }, CoreJson.Options);
        }

        if (Utf8.IsValid(bytes)) return ValueOf(Encoding.UTF8.GetString(WithoutMark(bytes)), parameter);
        Problems.Say(Words.NotText(path));
        return null;
    }

    private static JsonElement ValueOf(string text, FlowParameter? parameter) => TypedText.Read(
        text,
        textFirst: parameter is null || TakesText(parameter.Schema),
        value => parameter?.Check(value) is null);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static bool TakesText(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && (schema.TryGetProperty("enum", out _)
            || (schema.TryGetProperty("type", out var type) && type.ValueEquals("string"))
            || (schema.TryGetProperty("oneOf", out var options) && options.EnumerateArray().Any(TakesText)));

    private static bool TakesFile(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && ((schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty("base64", out _))
            || (schema.TryGetProperty("oneOf", out var options) && options.EnumerateArray().Any(TakesFile)));
}
