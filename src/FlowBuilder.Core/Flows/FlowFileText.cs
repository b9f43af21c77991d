using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows;

/// <summary>The first half of reading a flow file: from bytes to JSON that nothing later trips over.</summary>
internal static class FlowFileText
{
    // Strict for the good file, which is parsed once; what it refuses is gone through again to say everything that is wrong.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = CoreJson.MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = CoreJson.MaxDepth };

    /// <summary>Parses a file.</summary>
    /// <returns>Its JSON, detached; null where there is none. Names stand once in each object unless a problem says otherwise.</returns>
    public static JsonElement? Parse(ReadOnlySpan<byte> file, DiagnosticList problems)
    {
        if (file.Length > FlowLimits.FileBytes)
        {
            problems.Add(
                DiagnosticCodes.FileTooLarge,
                DiagnosticSeverity.Invalid,
                JsonPath.Root,
                $"The file has {file.Length:N0} bytes; {FlowLimits.FileBytes:N0} (16 MiB) are allowed, {file.Length - FlowLimits.FileBytes:N0} fewer.",
                $"파일 크기가 {file.Length:N0}바이트입니다. {FlowLimits.FileBytes:N0}바이트(16MiB)까지 쓸 수 있으므로 {file.Length - FlowLimits.FileBytes:N0}바이트를 줄이세요.");
            return null;
        }

        if (FlowEncoding.Check(file) is { } encoding)
        {
            problems.Add(encoding);
            return null;
        }

        var utf8 = file.StartsWith(FlowEncoding.ByteOrderMark) ? file[FlowEncoding.ByteOrderMark.Length..] : file;
        try
        {
            return JsonAudit.MayHoldSurrogates(utf8) ? Audit(utf8, problems) : JsonElement.Parse(utf8, Strict);
        }
        catch (JsonException)
        {
            return Audit(utf8, problems);
        }
    }

    private static JsonElement? Audit(ReadOnlySpan<byte> utf8, DiagnosticList problems)
    {
        var text = utf8.ToArray();
        var isReadable = true;
        foreach (var fault in JsonAudit.Run(text))
        {
            isReadable &= fault.Kind is JsonFaultKind.DuplicateKey or JsonFaultKind.LoneSurrogate;
            problems.Add(Diagnostic(fault));
        }

        try
        {
            return isReadable ? JsonElement.Parse(text, Lenient) : null;
        }
        catch (JsonException)
        {
            // The audit stops after so many faults; what lies behind them may not be JSON.
            problems.Add(Make(DiagnosticCodes.FileNotJson, "The file is not JSON.", "파일이 JSON이 아닙니다."));
            return null;
        }
    }

    private static FlowDiagnostic Diagnostic(JsonFault fault) => fault.Kind switch
    {
        JsonFaultKind.Empty => Make(DiagnosticCodes.FileNotJson, "The file is empty.", "파일이 비어 있습니다."),
        JsonFaultKind.TooDeep => Prefixed(DiagnosticCodes.FileTooDeep, "The file cannot be read.", "파일을 읽을 수 없습니다.", fault),
        JsonFaultKind.DuplicateKey => Prefixed(DiagnosticCodes.FileDuplicateKey, "It is not clear which of two values counts.", "두 값 중 어느 것을 써야 할지 알 수 없습니다.", fault),
        JsonFaultKind.LoneSurrogate => Prefixed(DiagnosticCodes.FileLoneSurrogate, "A text cannot be read.", "텍스트를 읽을 수 없습니다.", fault),
        _ => Prefixed(DiagnosticCodes.FileNotJson, "The file is not JSON.", "파일이 JSON이 아닙니다.", fault),
    };

    private static FlowDiagnostic Make(string code, string english, string korean, string path = JsonPath.Root) =>
        new(code, DiagnosticSeverity.Invalid, path, LocalText.Of(english, korean));

    private static FlowDiagnostic Prefixed(string code, string english, string korean, JsonFault fault) =>
        Make(code, $"{english} {fault.Text.English}", $"{korean} {fault.Text.For(Languages.Korean)}", fault.Path);
}
