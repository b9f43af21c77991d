using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>Reads one setting's JSON as its .NET value and says in words what is wrong with it.</summary>
internal static class SettingCheck
{
    public static SettingProblem? Check(SettingField field, JsonElement value, out object? bound)
    {
        bound = null;
        try
        {
            bound = Bind(field.ValueType, value);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            return WrongType(field, value);
        }

        return bound switch
        {
            double number when !double.IsFinite(number) => WrongType(field, value),
            double number => OutOfRange(field, number),
            int number => OutOfRange(field, number),
            long number => OutOfRange(field, number),
            string text when text.Length > (field.MaxLength ?? int.MaxValue) => TooLong(field, text.Length),
            FileSetting { Base64: { } content } when !Base64.IsValid(content) => NotBase64(field),
            null when !field.AllowsNull => WrongType(field, value),
            // The library also takes a choice in other cases, which nothing else that reads the file would.
            Enum when field.Choices.All(choice => !value.ValueEquals(choice.Value)) => WrongType(field, value),
            System.Collections.ICollection list when list.Cast<object?>().Contains(null) => WrongType(field, value),
            _ when field.Kind == FieldKind.Rows => InRows(field, value),
            _ => null,
        };
    }

    public static SettingProblem Missing(SettingField field) => new(
        "setting.missing",
        field.Name,
        LocalText.Of(
            $"\"{field.Label.English}\" is empty; fill it in.",
            $"\"{field.Label.For(Korean)}\" 값이 비어 있습니다. 값을 입력하세요."),
        IsMissing: true);

    /// <summary>Whether a value says nothing: null, an empty text or an empty list.</summary>
    public static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        System.Collections.ICollection list => list.Count == 0,
        FileSetting file => file.Text is null && file.Base64 is null,
        _ => false,
    };

    // A null where a record of the settings says there is none is a wrong value, not a surprise for the node.
    private static readonly JsonSerializerOptions WithoutNulls = new(CoreJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    // Most settings are texts and switches; the serializer would write each out and read it again.
    private static object? Bind(Type type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when type == typeof(string) => value.GetString(),
        JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => value.GetBoolean(),
        _ => value.Deserialize(type, WithoutNulls),
    };

    private static SettingProblem? OutOfRange(SettingField field, double number)
    {
        if (number >= (field.Minimum ?? double.MinValue) && number <= (field.Maximum ?? double.MaxValue)) return null;
        var (least, most) = (Number(field.Minimum), Number(field.Maximum));
        return new SettingProblem(
            "setting.out-of-range",
            field.Name,
            (least, most) switch
            {
                (not null, not null) => LocalText.Of(
                    $"\"{field.Label.English}\" is {Number(number)}; it must be between {least} and {most}.",
                    $"\"{field.Label.For(Korean)}\" 값이 {Number(number)}입니다. {least} 이상 {most} 이하로 입력하세요."),
                (not null, null) => LocalText.Of(
                    $"\"{field.Label.English}\" is {Number(number)}; it must be {least} or more.",
                    $"\"{field.Label.For(Korean)}\" 값이 {Number(number)}입니다. {least} 이상으로 입력하세요."),
                _ => LocalText.Of(
                    $"\"{field.Label.English}\" is {Number(number)}; it must be {most} or less.",
                    $"\"{field.Label.For(Korean)}\" 값이 {Number(number)}입니다. {most} 이하로 입력하세요."),
            });
    }

    // What is wrong in a row is told with the row's number, since the list as a whole is the setting.
    private static SettingProblem? InRows(SettingField field, JsonElement rows)
    {
        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            foreach (var column in field.Columns)
            {
                if (!row.TryGetProperty(column.Name, out var cell) || Check(column, cell, out _) is not { } problem) continue;
                return new SettingProblem(problem.Code, field.Name, LocalText.Of(
                    $"Row {number}: {problem.Text.English}",
                    $"{number}번째 행: {problem.Text.For(Korean)}"));
            }
        }

        return null;
    }

    private static SettingProblem TooLong(SettingField field, int length) => new(
        "setting.too-long",
        field.Name,
        LocalText.Of(
            $"\"{field.Label.English}\" has {length} characters; {field.MaxLength} are allowed.",
            $"\"{field.Label.For(Korean)}\" 값이 {length}자입니다. {field.MaxLength}자까지 입력할 수 있습니다."));

    private static SettingProblem NotBase64(SettingField field) => new(
        "setting.not-base64",
        field.Name,
        LocalText.Of(
            $"The file kept in \"{field.Label.English}\" is damaged: its content is not Base64. Choose it again.",
            $"\"{field.Label.For(Korean)}\"에 저장된 파일이 손상되었습니다. 내용이 올바른 Base64가 아닙니다. 파일을 다시 선택하세요."));

    private static SettingProblem WrongType(SettingField field, JsonElement value)
    {
        var (english, korean) = Expected(field);
        var given = value.ValueKind switch
        {
            JsonValueKind.Null => ("nothing", "빈 값"),
            JsonValueKind.String => ("a text", "텍스트"),
            JsonValueKind.Number => ("a number", "숫자"),
            JsonValueKind.True or JsonValueKind.False => ("yes or no", "예/아니요"),
            JsonValueKind.Array => ("a list", "목록"),
            _ => ("an object", "객체"),
        };
        return new SettingProblem(
            "setting.wrong-type",
            field.Name,
            LocalText.Of(
                $"\"{field.Label.English}\" needs {english}, but the flow has {given.Item1}.",
                $"\"{field.Label.For(Korean)}\"에는 {korean} 값이 필요한데 {given.Item2} 값이 들어 있습니다."));
    }

    private static (string English, string Korean) Expected(SettingField field) => field.Kind switch
    {
        FieldKind.Number => ("a number", "숫자"),
        FieldKind.Integer => ("a whole number", "정수"),
        FieldKind.Boolean => ("true or false", "true 또는 false"),
        FieldKind.Choice => (
            "one of " + string.Join(", ", field.Choices.Select(choice => $"\"{choice.Value}\"")),
            string.Join(", ", field.Choices.Select(choice => $"\"{choice.Value}\"")) + " 중 하나의"),
        FieldKind.TextList => ("a list of texts", "텍스트 목록"),
        FieldKind.Pairs => ("a list of names and values", "이름과 값의 목록"),
        FieldKind.Rows => ("a list of rows", "행 목록"),
        FieldKind.File => ("a file with a name and its text", "이름과 내용이 있는 파일"),
        FieldKind.Json or FieldKind.JsonSchema => ("a JSON value", "JSON"),
        _ => ("a text", "텍스트"),
    };

    private static string? Number(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture);
}
