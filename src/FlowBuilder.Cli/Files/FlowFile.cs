using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange;

namespace FlowBuilder.Cli.Files;

/// <summary>A flow file of the command line, as it was read.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Read">What came of reading it.</param>
internal sealed record FlowFile(string Path, byte[] Bytes, FlowReadResult Read)
{
    private const string StandardInput = "-";

    /// <summary>The flow, or null where the file is refused.</summary>
    public Flow? Flow => Read.Flow;

    /// <summary>Reads a file; tells what is wrong where it cannot be read at all.</summary>
    /// <returns>The file, or null where there is none to read.</returns>
    public static async Task<FlowFile?> OpenAsync(string path, FlowFormat format, CancellationToken cancellationToken)
    {
        if (await FileText.ReadAsync(path, StandardInput, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        var read = format.Read(bytes);
        return new FlowFile(path, bytes, read.Flow is null ? Explained(read, bytes) : read);
    }

    /// <summary>Reads one version of a flow, as git hands them out; an empty file is a flow that was not there yet.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What it is called where something is wrong with it.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The flow, or null where it cannot be read, which has been said then.</returns>
    public static async Task<Flow?> OpenVersionAsync(string path, string name, FlowFormat format, CancellationToken cancellationToken)
    {
        if (await OpenAsync(path, format, cancellationToken).ConfigureAwait(false) is not { } file) return null;
        if (file.Bytes.Length == 0) return new Flow();
        if (file.Flow is null) (file with { Path = name }).SayProblems(warnings: false);
        return file.Flow;
    }

    /// <summary>Prints the file's problems.</summary>
    /// <param name="warnings">Whether those count that stop neither saving nor running.</param>
    public void SayProblems(bool warnings) =>
        Problems.Say(Path, Read.Diagnostics.Where(problem => warnings || problem.Severity != DiagnosticSeverity.Warning));

    // Another builder's file is better named than dissected.
    private static FlowReadResult Explained(FlowReadResult read, byte[] bytes)
    {
        var foreign = ForeignFlowFile.Recognise(bytes);
        return foreign.Kind is FlowFileKind.Unknown or FlowFileKind.Native
            ? read
            : read with { Diagnostics = [new FlowDiagnostic("file.foreign", DiagnosticSeverity.Invalid, "$", foreign.Text)] };
    }
}
