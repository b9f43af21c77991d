using System.Text;
using System.Text.Unicode;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows;

/// <summary>Recognises files that are not UTF-8, so that the message can name what they are instead.</summary>
internal static class FlowEncoding
{
    private static readonly Encoding Cp949 = CodePagesEncodingProvider.Instance.GetEncoding(
        949,
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback)!;

    /// <summary>The mark that some editors put before UTF-8.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>What is wrong with a file's encoding, or null where it is UTF-8.</summary>
    public static FlowDiagnostic? Check(ReadOnlySpan<byte> file)
    {
        if (WideEncoding(file) is { } wide)
        {
            return Make(
                DiagnosticCodes.FileUtf16,
                $"The file looks like {wide}. Save it as UTF-8.",
                $"파일이 {wide}(으)로 저장된 것 같습니다. UTF-8로 저장하세요.");
        }

        if (Utf8.IsValid(file)) return null;
        if (LooksLikeCp949(file))
        {
            return Make(
                DiagnosticCodes.FileCp949,
                "The file is not UTF-8; it looks like CP949 (EUC-KR). Save it as UTF-8.",
                "파일이 UTF-8이 아니라 CP949(EUC-KR)로 저장된 것 같습니다. UTF-8로 저장하세요.");
        }

        var place = TextPosition.Start.After(file[..FirstInvalid(file)]);
        return Make(
            DiagnosticCodes.FileNotUtf8,
            $"Line {place.Line}, column {place.Column}: there are bytes that are not UTF-8. Save the file as UTF-8.",
            $"{place.Line}번째 줄 {place.Column}번째 글자: UTF-8이 아닌 바이트가 있습니다. 파일을 UTF-8로 저장하세요.");
    }

    // JSON begins with two ASCII characters, so the zero bytes around them give the wide encodings away (RFC 4627, section 3).
    private static string? WideEncoding(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32 LE",
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => "UTF-32 BE",
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => "UTF-16 LE",
        [0xFE, 0xFF, ..] or [0, not 0, ..] => "UTF-16 BE",
        _ => null,
    };

    private static bool LooksLikeCp949(ReadOnlySpan<byte> file)
    {
        try
        {
            var (hangul, other) = (0, 0);
            foreach (var character in Cp949.GetString(file))
            {
                if (character is >= '\uAC00' and <= '\uD7A3') hangul++;
                else if (character > '\u007F') other++;
            }

            return hangul > other;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> file)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(file[offset..], out _, out var length) == System.Buffers.OperationStatus.Done) offset += length;
        return offset;
    }

    private static FlowDiagnostic Make(string code, string english, string korean) =>
        new(code, DiagnosticSeverity.Invalid, JsonPath.Root, LocalText.Of(english, korean));
}
