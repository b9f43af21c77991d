using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tables;

/// <summary>Reads the tables of files: CSV, TSV and workbooks.</summary>
public interface ITableFileReader
{
    /// <summary>The tables of a file in their order; never none.</summary>
    /// <param name="file">The file; its name is a hint, its content decides.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="Faults.NodeException">It holds no table, is damaged, locked or over a limit.</exception>
    IReadOnlyList<CellTable> Read(FileValue file, CancellationToken cancellationToken);
}
