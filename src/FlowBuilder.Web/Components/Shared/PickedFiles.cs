using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Reads the files that people pick in a page, drop on it or paste.</summary>
internal static class PickedFiles
{
    /// <summary>Reads a flow; a file that is too large is refused before a byte of it is sent.</summary>
    public static async Task<FlowReadResult> ReadAsync(this FlowFiles files, IBrowserFile file)
    {
        if (file.Size > FlowLimits.FileBytes) return new FlowReadResult(null, [TooLarge(file.Size)]);
        return files.Read(await file.ReadBytesAsync(FlowLimits.FileBytes));
    }

    /// <summary>The content of a file of at most so many bytes.</summary>
    public static async Task<byte[]> ReadBytesAsync(this IBrowserFile file, long mostBytes)
    {
        using var content = new MemoryStream();
        await using var stream = file.OpenReadStream(mostBytes);
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    private static FlowDiagnostic TooLarge(long size) => new(DiagnosticCodes.FileTooLarge, DiagnosticSeverity.Invalid, "$", LocalText.Of(
        $"The file has {Display.Bytes(size)}; a flow may have {Display.Bytes(FlowLimits.FileBytes)}.",
        $"파일 크기가 {Display.Bytes(size)}입니다. 플로우 파일은 {Display.Bytes(FlowLimits.FileBytes)}까지 사용할 수 있습니다."));
}
