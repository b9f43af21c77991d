using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Components.Asking;

/// <summary>What a person has filled in so far for a question.</summary>
internal sealed class QuestionDraft(HumanQuestion question)
{
    private readonly Dictionary<string, JsonElement> _values = question.Fields
        .Where(field => field.Value is not null)
        .ToDictionary(field => field.Name, field => field.Value!.Value, StringComparer.Ordinal);

    // Emptied by whoever answers, which is not the same as left as it stood.
    private static readonly JsonElement Empty = JsonElement.Parse("null");

    private Dictionary<string, LocalText> _problems = [];

    /// <summary>What is wrong with a field, or null.</summary>
    public string? ProblemOf(string field) => _problems.GetValueOrDefault(field)?.ToString();

    /// <summary>What stands in a field, as it is written there.</summary>
    public string TextOf(QuestionField field) => !_values.TryGetValue(field.Name, out var value)
        ? ""
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString(CultureInfo.CurrentCulture),
            _ => value.GetRawText(),
        };

    /// <summary>Whether a field is ticked.</summary>
    public bool IsYes(QuestionField field) => _values.TryGetValue(field.Name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Takes what was written or chosen. A number that is none stays as text, and the check says so.</summary>
    public void Set(QuestionField field, object? written)
    {
        var text = written as string ?? "";
        if (field.Kind == QuestionFieldKind.YesNo) _values[field.Name] = JsonSerializer.SerializeToElement(written is true);
        else if (text.Length == 0) _values[field.Name] = Empty;
        else if (field.Kind == QuestionFieldKind.Number && decimal.TryParse(text, NumberStyles.Number, CultureInfo.CurrentCulture, out var number))
            _values[field.Name] = JsonSerializer.SerializeToElement(number);
        else _values[field.Name] = JsonSerializer.SerializeToElement(text);
        _problems.Remove(field.Name);
    }

    /// <summary>What is filled in, by field; a box that was never ticked is a no.</summary>
    public Dictionary<string, JsonElement> Values()
    {
        var values = new Dictionary<string, JsonElement>(_values, StringComparer.Ordinal);
        foreach (var field in question.Fields.Where(field => field.Kind == QuestionFieldKind.YesNo && !values.ContainsKey(field.Name)))
            values[field.Name] = JsonSerializer.SerializeToElement(false);
        return values;
    }

    /// <summary>Whether an answer is what is asked for; if not, the fields say what is wrong.</summary>
    public bool Check(HumanAnswer answer)
    {
        _problems = question.ProblemsOf(answer).GroupBy(problem => problem.Key).ToDictionary(group => group.Key, group => group.First().Value);
        return _problems.Count == 0;
    }
}
