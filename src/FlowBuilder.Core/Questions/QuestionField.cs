using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Questions;

/// <summary>One thing to fill in with an answer.</summary>
public sealed record QuestionField
{
    /// <summary>The name by which its value is given.</summary>
    public required string Name { get; init; }

    /// <summary>What a person reads beside it; empty for the name.</summary>
    public string Label { get; init; } = "";

    /// <summary>What is filled in.</summary>
    public QuestionFieldKind Kind { get; init; }

    /// <summary>What may be chosen, for a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Whether it may not be left empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What stands in it at first; or null.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Its value in an answer: what was filled in, or what stood there at first where the answer does not speak of it; or null.</summary>
    public JsonElement? ValueIn(HumanAnswer answer) => answer.Values.TryGetValue(Name, out var given) ? given : Value;

    /// <summary>What is wrong with a value, or null.</summary>
    /// <param name="value">The value; null where none is given.</param>
    public LocalText? ProblemOf(JsonElement? value)
    {
        var title = Label.Length > 0 ? Label : Name;
        if (value is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given || given is { ValueKind: JsonValueKind.String } && given.GetString()!.Length == 0)
            return IsRequired ? LocalText.Of($"Fill in \"{title}\".", $"\"{title}\" 항목을 채우세요.") : null;
        return Kind switch
        {
            QuestionFieldKind.Number when given.ValueKind != JsonValueKind.Number => LocalText.Of(
                $"\"{title}\" needs a number.", $"\"{title}\" 항목에는 숫자를 입력하세요."),
            QuestionFieldKind.YesNo when given.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => LocalText.Of(
                $"\"{title}\" needs true or false.", $"\"{title}\" 항목은 예(true) 또는 아니요(false)여야 합니다."),
            QuestionFieldKind.Text or QuestionFieldKind.LongText when given.ValueKind != JsonValueKind.String => LocalText.Of(
                $"\"{title}\" needs text.", $"\"{title}\" 항목에는 글을 입력하세요."),
            QuestionFieldKind.Choice when given.ValueKind != JsonValueKind.String || !Choices.Contains(given.GetString()!) => LocalText.Of(
                $"Choose one for \"{title}\": {string.Join(", ", Choices)}.", $"\"{title}\" 항목은 다음 중에서 고르세요: {string.Join(", ", Choices)}."),
            _ => null,
        };
    }
}
