using System.Text;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>Makes a setting of a file that a person chose.</summary>
internal static class FileReading
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file as text where its bytes are UTF-8 without control characters, else in Base64.</summary>
    public static FileSetting ToSetting(string name, string mediaType, byte[] content)
    {
        var setting = new FileSetting { Name = Path.GetFileName(name), MediaType = mediaType };
        return TryText(content) is { } text
            ? setting with { Text = text }
            : setting with { Base64 = Convert.ToBase64String(content) };
    }

    private static string? TryText(byte[] content)
    {
        try
        {
            var text = Strict.GetString(content);
            return text.AsSpan().ContainsAnyInRange('\0', '\u0008') ? null : text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
