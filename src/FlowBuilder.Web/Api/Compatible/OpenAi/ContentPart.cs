using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>Reads one part of a message: a text, a picture, a file or a sound.</summary>
internal static class ContentPart
{
    /// <summary>Reads a part.</summary>
    /// <param name="part">As it came.</param>
    /// <param name="place">Where it stands, for what is said of it.</param>
    /// <returns>A text or a file.</returns>
    /// <exception cref="Problems.ApiException">It cannot be read.</exception>
    public static (string? Text, SentFile? File) Read(JsonElement part, string place) => TextOf(part, "type", place) switch
    {
        "text" => (TextOf(part, "text", place), null),
        "refusal" => (TextOf(part, "refusal", place), null),
        "image_url" => (null, PictureOf(MemberOf(part, "image_url", place), $"{place}.image_url")),
        "file" => (null, FileOf(MemberOf(part, "file", place), $"{place}.file")),
        "input_audio" => (null, SoundOf(MemberOf(part, "input_audio", place), $"{place}.input_audio")),
        _ => throw OpenAiProblems.Invalid(
            $"{place}.type",
            "it must be text, image_url, file or input_audio.",
            "text, image_url, file, input_audio 중 하나여야 합니다."),
    };

    private static SentFile PictureOf(JsonElement picture, string place)
    {
        var url = TextOf(picture, "url", place);
        if (DataUrl.TryRead(url) is { } data) return SentFile.Of($"image.{data.MediaType[(data.MediaType.IndexOf('/', StringComparison.Ordinal) + 1)..]}", data);
        return !DataUrl.IsOne(url) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? SentFile.At(address)
            : throw OpenAiProblems.Invalid(
                $"{place}.url",
                "it must be a data: address in base64, such as data:image/png;base64,…, or an http or https address.",
                "data:image/png;base64,…처럼 base64로 된 data: 주소이거나 http 또는 https 주소여야 합니다.");
    }

    private static SentFile FileOf(JsonElement file, string place)
    {
        if (file.ValueKind == JsonValueKind.Object && !file.TryGetProperty("file_data", out _) && file.TryGetProperty("file_id", out _))
        {
            throw OpenAiProblems.Unsupported(
                $"{place}.file_id",
                "Files are not stored here; send the file itself as file_data.",
                "여기에는 파일을 저장해 두지 않습니다. file_data로 파일을 직접 보내세요.");
        }

        var name = file.ValueKind == JsonValueKind.Object && file.TryGetProperty("filename", out var given) && given.ValueKind == JsonValueKind.String
            ? Path.GetFileName(given.GetString()!)
            : "file";
        return DataUrl.TryRead(TextOf(file, "file_data", place)) is { } data
            ? SentFile.Of(name.Length == 0 ? "file" : name, data)
            : throw OpenAiProblems.Invalid(
                $"{place}.file_data",
                "it must be a data: address in base64, such as data:application/pdf;base64,….",
                "data:application/pdf;base64,…처럼 base64로 된 data: 주소여야 합니다.");
    }

    private static SentFile SoundOf(JsonElement sound, string place)
    {
        var format = TextOf(sound, "format", place);
        if (format is not ("wav" or "mp3")) throw OpenAiProblems.Invalid($"{place}.format", "it must be wav or mp3.", "wav 또는 mp3여야 합니다.");
        return DataUrl.TryDecode(TextOf(sound, "data", place)) is { } content
            ? new SentFile { Name = $"audio.{format}", File = new FileValue($"audio.{format}", format == "wav" ? "audio/wav" : "audio/mpeg", content) }
            : throw OpenAiProblems.Invalid($"{place}.data", "it must be base64.", "base64여야 합니다.");
    }

    private static JsonElement MemberOf(JsonElement part, string name, string place) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var member) ? member : throw OpenAiProblems.Missing($"{place}.{name}");

    private static string TextOf(JsonElement part, string name, string place) => MemberOf(part, name, place) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw OpenAiProblems.Invalid($"{place}.{name}", "it must be a text.", "텍스트여야 합니다.");
}
