using System.Globalization;
using System.Text.Json;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Cli.Engine;

/// <summary>What is filled in where an approval has a form: as it was told to, or by asking for each field.</summary>
/// <param name="given">Values by the names of fields, as they were written.</param>
internal sealed class FormAnswers(IReadOnlyList<Pair> given)
{
    /// <summary>The values that were given for the fields of a question; the others stay as they stand.</summary>
    public Dictionary<string, JsonElement> For(HumanQuestion question) => question.Fields
        .Join(given, field => field.Name, pair => pair.Name, (field, pair) => KeyValuePair.Create(field.Name, Read(field, pair.Value)), StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Asks for each field that was not given; an empty line leaves it as it stands.</summary>
    public async Task<Dictionary<string, JsonElement>> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        var values = For(question);
        foreach (var field in question.Fields.Where(field => !values.ContainsKey(field.Name)))
        {
            await Console.Error.WriteAsync(Words.FillIn(field).ToString());
            if (await Console.In.ReadLineAsync(cancellationToken) is { Length: > 0 } line) values[field.Name] = Read(field, line);
        }

        return values;
    }

    // What does not fit stays text: the check of the answer says what is wrong.
    private static JsonElement Read(QuestionField field, string text) => field.Kind switch
    {
        QuestionFieldKind.Number when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonSerializer.SerializeToElement(number),
        QuestionFieldKind.YesNo when text.Trim().ToLowerInvariant() is "true" or "yes" or "y" or "예" or "네" => JsonSerializer.SerializeToElement(true),
        QuestionFieldKind.YesNo when text.Trim().ToLowerInvariant() is "false" or "no" or "n" or "아니요" => JsonSerializer.SerializeToElement(false),
        _ => JsonSerializer.SerializeToElement(text),
    };
}
