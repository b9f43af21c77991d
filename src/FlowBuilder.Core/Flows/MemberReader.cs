using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Flows;

/// <summary>Reads single values of a flow file, and says what is wrong with those of the wrong kind.</summary>
internal sealed class MemberReader(DiagnosticList problems)
{
    /// <summary>A text, or null where it is none.</summary>
    public string? Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        WrongType(value, path, "a text", "텍스트");
        return null;
    }

    /// <summary>A whole number, or null where it is none.</summary>
    public int? Whole(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (value.TryGetInt32(out var whole)) return whole;
            // 1.0 and 1e0 are whole numbers too.
            if (value.GetDouble() is var number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue) return (int)number;
        }

        WrongType(value, path, "a whole number", "정수");
        return null;
    }

    /// <summary>A number, or null where it is none.</summary>
    public double? Number(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number)) return number;
        WrongType(value, path, "a number", "숫자");
        return null;
    }

    /// <summary>Whether a value is true; false where it is neither true nor false.</summary>
    public bool Truth(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        WrongType(value, path, "true or false", "참/거짓 값");
        return false;
    }

    /// <summary>The texts of a list; those that are none are left out.</summary>
    public ImmutableArray<string> Texts(JsonElement value, string path)
    {
        if (!IsList(value, path)) return [];
        var texts = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) texts.Add(item.GetString()!);
            else WrongType(item, JsonPath.Index(path, index), "a text", "텍스트");
            index++;
        }

        return texts.ToImmutable();
    }

    /// <summary>The members of an object, or none where it is no object.</summary>
    public JsonMembers Members(JsonElement value, string path) =>
        IsObject(value, path) ? JsonMembers.From(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))) : JsonMembers.Empty;

    public bool IsObject(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object) return true;
        WrongType(value, path, "an object", "객체");
        return false;
    }

    public bool IsList(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array) return true;
        WrongType(value, path, "a list", "목록");
        return false;
    }

    /// <summary>Says that a member which must be there is not.</summary>
    public void Missing(string path, string name) => problems.Add(
        DiagnosticCodes.MemberMissing,
        DiagnosticSeverity.Invalid,
        JsonPath.Member(path, name),
        $"The member \"{name}\" is missing.",
        $"\"{name}\" 항목이 없습니다.");

    /// <summary>Says that an unknown member is probably meant to be a known one.</summary>
    /// <param name="path">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="known">The names that the object may have, found whatever their case.</param>
    public void Unknown(string path, string name, IReadOnlySet<string> known)
    {
        if (!known.Contains(name)) return;
        var meant = known.First(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
        problems.Add(
            DiagnosticCodes.MemberCase,
            DiagnosticSeverity.Warning,
            JsonPath.Member(path, name),
            $"\"{name}\" is not known here and has no effect; \"{meant}\" is.",
            $"\"{name}\"은(는) 알 수 없는 항목이라 효과가 없습니다. \"{meant}\"을(를) 쓰려던 것인지 확인하세요.");
    }

    private void WrongType(JsonElement value, string path, string english, string korean)
    {
        var (given, givenInKorean) = value.ValueKind switch
        {
            JsonValueKind.Null => ("null", "null"),
            JsonValueKind.String => ("a text", "텍스트"),
            JsonValueKind.Number => ("a number", "숫자"),
            JsonValueKind.True or JsonValueKind.False => ("true or false", "참/거짓 값"),
            JsonValueKind.Array => ("a list", "목록"),
            _ => ("an object", "객체"),
        };
        if (given == english) (given, givenInKorean) = ($"the number {Quoted.Text(value.GetRawText())}", $"숫자 {Quoted.Text(value.GetRawText())}");
        problems.Add(
            DiagnosticCodes.MemberWrongType,
            DiagnosticSeverity.Invalid,
            path,
            $"This must be {english}, but it is {given}.",
            $"값의 형식이 맞지 않습니다. 필요한 형식: {korean}, 지금 형식: {givenInKorean}.");
    }
}
