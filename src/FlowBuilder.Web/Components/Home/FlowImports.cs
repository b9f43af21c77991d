using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowBuilder.Web.Components.Home;

/// <summary>Reads what people bring to the home page: flows, and bundles of them.</summary>
internal sealed class FlowImports(FlowFiles files, BundleReader bundles, TemplateLibrary templates, FlowFormat format)
{
    /// <summary>Reads a file; a lone flow becomes a bundle of one flow, with the file's name where it has none.</summary>
    /// <returns>The bundle, or null where the file is refused; and what is wrong with it.</returns>
    public async Task<(FlowBundle? Bundle, ImmutableArray<FlowDiagnostic> Problems)> ReadAsync(IBrowserFile file)
    {
        if (file.Size > BundleLimits.FileBytes) return (null, [TooLarge(file.Size)]);
        if (!file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            var read = await files.ReadAsync(file);
            return (read.Flow is { } flow ? Lone(flow, file.Name) : null, read.Diagnostics);
        }

        var bundle = bundles.Read(await file.ReadBytesAsync(BundleLimits.FileBytes));
        return (bundle.Bundle, bundle.Diagnostics);
    }

    /// <summary>Whether it is a flow that comes with this program, the same to the byte.</summary>
    public bool IsOwn(FlowBundle bundle) =>
        bundle.Flows is [var flow] && templates.All.Any(template => template.Flow.Name == flow.Flow.Name && format.Write(template.Flow).AsSpan().SequenceEqual(format.Write(flow.Flow)));

    private static FlowBundle Lone(Flow flow, string fileName) =>
        new([new BundledFlow("", flow.Name.Length > 0 ? flow : flow with { Name = Path.GetFileNameWithoutExtension(fileName) })]);

    private static FlowDiagnostic TooLarge(long size) => new("bundle.too-large", DiagnosticSeverity.Invalid, "$", LocalText.Of(
        $"The file has {Display.Bytes(size)}; a bundle may have {Display.Bytes(BundleLimits.FileBytes)}.",
        $"파일 크기가 {Display.Bytes(size)}입니다. 묶음 파일은 {Display.Bytes(BundleLimits.FileBytes)}까지 사용할 수 있습니다."));
}
