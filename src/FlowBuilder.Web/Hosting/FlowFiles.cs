using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange;

namespace FlowBuilder.Web.Hosting;

/// <summary>Reads what people bring as a flow's file.</summary>
internal sealed class FlowFiles(FlowFormat format)
{
    /// <summary>The code of the diagnostic of another builder's file.</summary>
    public const string ForeignCode = "file.foreign";

    /// <summary>Reads a file. Another builder's is named as such rather than dissected.</summary>
    public FlowReadResult Read(ReadOnlyMemory<byte> file)
    {
        var read = format.Read(file);
        if (read.Flow is not null) return read;
        var found = ForeignFlowFile.Recognise(file.Span);
        return found.Kind is FlowFileKind.Unknown or FlowFileKind.Native
            ? read
            : read with { Diagnostics = [new FlowDiagnostic(ForeignCode, DiagnosticSeverity.Invalid, "$", found.Text)] };
    }
}
