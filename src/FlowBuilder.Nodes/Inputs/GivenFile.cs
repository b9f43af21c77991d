using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Reads a file that a caller gives as JSON: a string is a text file's content, an object has its name and its content.</summary>
internal static class GivenFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string TextFileName = "document.txt";

    /// <summary>JSON Schema of what is accepted.</summary>
    public static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>("""
        {
          "oneOf": [
            { "type": "string", "description": "The content of a text file." },
            {
              "type": "object",
              "properties": {
                "name": { "type": "string" },
                "mediaType": { "type": "string" },
                "text": { "type": "string" },
                "base64": { "type": "string", "contentEncoding": "base64" }
              },
              "oneOf": [{ "required": ["text"] }, { "required": ["base64"] }],
              "additionalProperties": false
            }
          ]
        }
        """);

    /// <summary>What is wrong with a given file, or null where it is fine.</summary>
    /// <param name="input">The input's name, for the message.</param>
    /// <param name="value">What was given.</param>
    public static LocalText? Check(string input, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) return Encoding.UTF8.GetByteCount(value.GetString()!) > MaxBytes ? TooLarge(input) : null;
        if (value.ValueKind != JsonValueKind.Object) return WrongForm(input);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is not ("name" or "mediaType" or "text" or "base64") || member.Value.ValueKind != JsonValueKind.String) return WrongForm(input);
        }

        var (text, base64) = (Member(value, "text"), Member(value, "base64"));
        if (text is null == base64 is null) return WrongForm(input);
        if (base64 is not null && !IsBase64(base64))
            return LocalText.Of($"\"base64\" of \"{input}\" is not Base64.", $"\"{input}\"의 \"base64\" 값이 올바른 Base64가 아닙니다.");
        return (base64 is null ? Encoding.UTF8.GetByteCount(text!) : base64.Length / 4L * 3) > MaxBytes ? TooLarge(input) : null;
    }

    /// <summary>The file that was given.</summary>
    /// <exception cref="NodeException">What was given is no file.</exception>
    public static FileValue Read(string input, JsonElement value)
    {
        if (Check(input, value) is { } wrong) throw new NodeException("input.not-a-file", wrong, FaultKind.Input);
        if (value.ValueKind == JsonValueKind.String) return new FileValue(TextFileName, "text/plain", Encoding.UTF8.GetBytes(value.GetString()!));
        var content = Member(value, "base64") is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(Member(value, "text")!);

        // A name is for people and for the choice of a reader; a folder in it is of no use and may be a trick.
        var name = (Member(value, "name") ?? "").Replace('\\', '/').Split('/')[^1].Trim();
        return new FileValue(name.Length > 0 ? name : TextFileName, Member(value, "mediaType") ?? "", content);
    }

    /// <summary>The file that is kept in a flow, or null where there is none.</summary>
    public static FileValue? OfOrNull(FileSetting? file) => HasContent(file) ? file!.ToFile() : null;

    /// <summary>Whether there is a file that is kept in a flow; it may still be damaged.</summary>
    public static bool HasContent(FileSetting? file) => file is { Text: not null } or { Base64: not null };

    /// <summary>What is wrong with a file that is kept in a flow.</summary>
    public static IEnumerable<SettingProblem> ProblemsOf(string setting, FileSetting? file)
    {
        if (file?.Base64 is { } base64 && !IsBase64(base64))
        {
            yield return new SettingProblem("setting.not-base64", setting, LocalText.Of(
                "The file kept in the flow is damaged: its content is not Base64. Choose it again.",
                "플로우에 저장된 파일이 손상되었습니다. 내용이 올바른 Base64가 아닙니다. 파일을 다시 선택하세요."));
        }
    }

    private static bool IsBase64(string text) => Base64.IsValid(text);

    private static string? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member.GetString() : null;

    private static LocalText TooLarge(string input) => LocalText.Of(
        $"The file for \"{input}\" is larger than {MaxBytes / 1024 / 1024} MB.",
        $"\"{input}\"에 넣은 파일이 {MaxBytes / 1024 / 1024}MB를 넘습니다.");

    private static LocalText WrongForm(string input) => LocalText.Of(
        $"\"{input}\" needs a file: a text, or an object with \"name\" and either \"text\" or \"base64\".",
        $"\"{input}\"에는 파일이 필요합니다. 텍스트를 넣거나, \"name\"과 함께 \"text\" 또는 \"base64\"가 있는 객체를 넣으세요.");
}
