using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using FlowBuilder.Core;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Requests;

/// <summary>Reads the JSON of requests strictly: a member that is not known, or stands twice, is refused rather than passed over.</summary>
internal static class RequestJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = CoreJson.MaxDepth };

    private static readonly JsonSerializerOptions Options = new(CoreJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the body as one object of a known shape.</summary>
    /// <exception cref="ApiException">It is not; the problem says where.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpRequest request, int limit, CancellationToken cancellationToken)
        where T : class
    {
        var body = await RequestBody.ReadAsync(request, limit, cancellationToken).ConfigureAwait(false);
        return Read<T>(body);
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, from bytes at hand.</summary>
    /// <exception cref="ApiException">They are not such an object.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8)
        where T : class
    {
        if (!Utf8.IsValid(utf8.Span)) throw Malformed("the text is not UTF-8", "UTF-8 텍스트가 아닙니다", null);
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            RequireWholeCharacters(document.RootElement);
            var read = document.RootElement.Deserialize<T>(Options) ?? throw Malformed("it must be an object", "객체여야 합니다", "$");
            return MissingItem.In(read, Options) is { } path ? throw Malformed($"{path} must not be null", $"{path}은(는) null일 수 없습니다", path) : read;
        }
        catch (JsonException fault)
        {
            throw Of(fault);
        }
    }

    /// <summary>Reads any JSON, of which no name may stand twice.</summary>
    /// <exception cref="ApiException">It is not well-formed.</exception>
    public static JsonElement ReadElement(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        return document.RootElement.Clone();
    }

    /// <summary>Refuses what <see cref="ReadElement"/> would refuse, for readers of their own.</summary>
    /// <exception cref="ApiException">It is not well-formed.</exception>
    public static void RequireWellFormed(ReadOnlyMemory<byte> utf8) => Parse(utf8).Dispose();

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span)) throw Malformed("the text is not UTF-8", "UTF-8 텍스트가 아닙니다", null);
        try
        {
            var document = JsonDocument.Parse(utf8, Strict);
            RequireWholeCharacters(document.RootElement);
            return document;
        }
        catch (JsonException fault)
        {
            throw Malformed(
                $"it is not well-formed JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})",
                $"올바른 JSON이 아닙니다({fault.LineNumber + 1}번째 줄 {fault.BytePositionInLine + 1}번째 바이트)",
                null);
        }
    }

    // Half a surrogate pair parses, and fails only where somebody reads the text: a long way from here.
    private static void RequireWholeCharacters(JsonElement root)
    {
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var element))
        {
            try
            {
                if (element.ValueKind == JsonValueKind.String) _ = element.GetString();
                if (element.ValueKind == JsonValueKind.Array) foreach (var item in element.EnumerateArray()) open.Push(item);
                if (element.ValueKind == JsonValueKind.Object)
                {
                    foreach (var member in element.EnumerateObject())
                    {
                        _ = member.Name;
                        open.Push(member.Value);
                    }
                }
            }
            catch (InvalidOperationException)
            {
                throw Malformed("a text in it holds half of a character (a lone surrogate)", "텍스트에 반쪽짜리 문자(홀로 있는 서로게이트)가 있습니다", null);
            }
        }
    }

    private static ApiException Of(JsonException fault)
    {
        var place = fault.LineNumber is { } line
            ? (English: $" (line {line + 1}, byte {fault.BytePositionInLine + 1})", Korean: $"({line + 1}번째 줄 {fault.BytePositionInLine + 1}번째 바이트)")
            : (English: "", Korean: "");

        // The library's own words would name .NET types; the path is what helps.
        return fault.Path is { Length: > 1 } path
            ? Malformed($"{path} is not a member that is known here, or has a value of the wrong kind", $"{path}은(는) 여기서 쓸 수 없는 항목이거나 값의 종류가 잘못되었습니다", path)
            : Malformed($"it is not the JSON object that is expected here{place.English}", $"여기에 맞는 JSON 객체가 아닙니다{place.Korean}", null);
    }

    private static ApiException Malformed(string english, string korean, string? path) => new(
        new ApiProblem(StatusCodes.Status400BadRequest, "request.malformed", LocalText.Of(
            $"The request's body cannot be read: {english}.", $"요청 본문을 읽을 수 없습니다: {korean}."))
        {
            Problems = path is null
                ? []
                : [new("request.malformed", Core.Compilation.DiagnosticSeverity.Invalid, path, LocalText.Of($"{english}.", $"{korean}."))],
        });
}
