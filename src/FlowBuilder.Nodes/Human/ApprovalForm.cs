using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Logic;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Human;

/// <summary>The form of an approval: what its fields ask for, and the outputs they become.</summary>
internal static class ApprovalForm
{
    /// <summary>An output for each field.</summary>
    public static IEnumerable<PortSpec> PortsOf(IReadOnlyList<ApprovalField> fields) =>
        from name in Branches.Distinct(fields.Select(field => field.Name))
        let field = fields.First(field => field.Name == name)
        select new PortSpec
        {
            Id = name,
            Direction = PortDirection.Output,
            Type = TypeOf(field.Kind),
            Label = LocalText.Verbatim(name),
            Help = LocalText.Of($"What was filled in for \"{name}\".", $"\"{name}\" 항목에 입력한 값입니다."),
        };

    /// <summary>The variables in what stands in the fields at first.</summary>
    public static IEnumerable<TemplateVariable> VariablesOf(IReadOnlyList<ApprovalField> fields) =>
        fields.SelectMany(field => Template.Parse(field.Value).Variables);

    /// <summary>What is wrong with the fields.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="taken">Outputs that the node has anyway.</param>
    public static IEnumerable<SettingProblem> ProblemsOf(IReadOnlyList<ApprovalField> fields, params string[] taken)
    {
        foreach (var problem in Branches.ProblemsOf("fields", [.. fields.Select(field => field.Name)], taken)) yield return problem;
        foreach (var field in fields)
        {
            foreach (var problem in TemplatePorts.ProblemsOf("fields", Template.Parse(field.Value))) yield return problem;
            if (field.Kind == QuestionFieldKind.Choice && ChoicesOf(field).Count == 0)
            {
                yield return new SettingProblem("approval.no-choices", "fields", LocalText.Of(
                    $"\"{field.Name}\" is a choice without choices. Write what may be chosen.",
                    $"\"{field.Name}\" 항목에 선택지가 없습니다. 고를 수 있는 값을 쓰세요."), IsMissing: true);
            }
        }
    }

    /// <summary>The fields as they are asked, with what stands in them at first.</summary>
    public static async Task<IReadOnlyList<QuestionField>> AskAsync(
        IReadOnlyList<ApprovalField> fields, IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken)
    {
        var asked = new List<QuestionField>(fields.Count);
        foreach (var field in fields)
        {
            var text = await TemplateText.WholeAsync(Template.Parse(field.Value), variables, numbersDocuments: false, cancellationToken).ConfigureAwait(false);
            asked.Add(new QuestionField
            {
                Name = field.Name,
                Label = field.Label,
                Kind = field.Kind,
                Choices = [.. ChoicesOf(field)],
                IsRequired = field.Required,
                Value = FirstValue(field, text),
            });
        }

        return asked;
    }

    /// <summary>What was filled in by who approved, each on its output; empty texts and boxes too, while an empty number gives nothing.</summary>
    public static IEnumerable<NodeOutput> Outputs(IReadOnlyList<QuestionField> fields, HumanAnswer answer)
    {
        if (!answer.IsApproved) yield break;
        foreach (var field in fields)
        {
            var value = field.ValueIn(answer) ?? default;
            object? output = field.Kind switch
            {
                QuestionFieldKind.Number => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null,
                QuestionFieldKind.YesNo => value.ValueKind == JsonValueKind.True,
                _ => value.ValueKind == JsonValueKind.String ? value.GetString() : "",
            };
            if (output is not null) yield return new OutputPort<object>(field.Name).Value(output);
        }
    }

    private static PortType TypeOf(QuestionFieldKind kind) => kind switch
    {
        QuestionFieldKind.Number => PortType.Number,
        QuestionFieldKind.YesNo => PortType.Boolean,
        _ => PortType.Text,
    };

    private static List<string> ChoicesOf(ApprovalField field) => [.. field.Choices.Select(choice => choice.Trim()).Where(choice => choice.Length > 0).Distinct(StringComparer.Ordinal)];

    // What does not fit the field leaves it empty: a person is about to look at it anyway.
    private static JsonElement? FirstValue(ApprovalField field, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return null;
        return field.Kind switch
        {
            QuestionFieldKind.Number => double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonSerializer.SerializeToElement(number)
                : null,
            QuestionFieldKind.YesNo => bool.TryParse(trimmed, out var isYes) ? JsonSerializer.SerializeToElement(isYes) : null,
            QuestionFieldKind.Choice => ChoicesOf(field).Contains(trimmed) ? JsonSerializer.SerializeToElement(trimmed) : null,
            QuestionFieldKind.Text => JsonSerializer.SerializeToElement(trimmed.ReplaceLineEndings(" ")),
            _ => JsonSerializer.SerializeToElement(text),
        };
    }
}
