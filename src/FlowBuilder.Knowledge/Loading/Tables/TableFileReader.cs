using System.Xml;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading.Packages;
using FlowBuilder.Knowledge.Loading.Sheets;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Loading.Tables;

/// <summary>Reads the tables of CSV and TSV files and of Excel workbooks, their cells as they are shown.</summary>
internal sealed class TableFileReader : ITableFileReader
{
    /// <summary>More rows than documents are allowed: a row here is no document.</summary>
    private static readonly DocumentLimits Limits = new() { Rows = 1_000_000 };

    private const long MostCells = 20_000_000;

    /// <inheritdoc/>
    public IReadOnlyList<CellTable> Read(FileValue file, CancellationToken cancellationToken)
    {
        var content = file.Content.Span;
        if (content.IsEmpty) throw LoadFault.Empty(file.Name);
        if (content.Length > Limits.Bytes) throw LoadFault.TooManyBytes(file.Name, content.Length, Limits.Bytes);
        if (BinarySignature.IsLockedOffice(content)) throw LoadFault.Protected(file.Name);
        if (BinarySignature.IsZip(content)) return Workbook(file, cancellationToken);
        if (BinarySignature.Of(content) is { } kind) throw LoadFault.Unsupported(file.Name, kind);
        var text = TextDecoder.Decode(content, DeclaredCharset.Of(content, file.MediaType))?.Text ?? throw LoadFault.Unsupported(file.Name, "binary data");
        return [Csv(text, file.Name, cancellationToken)];
    }

    private static CellTable Csv(string text, string name, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        IReadOnlyList<string>? columns = null;
        long cellCount = 0;
        foreach (var (cells, _) in CsvRows.Of(text, name, Limits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (columns is null)
            {
                var isHeader = !cells.Any(TableText.IsFigure);
                columns = isHeader ? cells : [];
                if (isHeader) continue;
            }

            if (rows.Count == Limits.Rows) throw LoadFault.TooManyRows(name, Limits.Rows);
            if ((cellCount += cells.Length) > MostCells) throw TooManyCells(name);
            rows.Add(cells);
        }

        return columns is null ? throw LoadFault.Empty(name) : new CellTable(Path.GetFileNameWithoutExtension(name), columns, rows);
    }

    private static List<CellTable> Workbook(FileValue value, CancellationToken cancellationToken)
    {
        var file = new FileToLoad(value.Name, value.Content, new LoadBudget(Limits));
        try
        {
            using var package = OfficePackage.Open(file, cancellationToken);
            var main = package.MainPart() ?? throw LoadFault.Unsupported(file.Name, BinarySignature.ZipKind(file.Content.Span));
            var tables = SheetsLoader.Sheets(package, main, file).Select(sheet => Sheet(sheet.Name, sheet.Rows, file, cancellationToken)).OfType<CellTable>().ToList();
            return tables.Count > 0 ? tables : throw LoadFault.Empty(file.Name);
        }
        catch (Exception failure) when (failure is XmlException or InvalidDataException or EndOfStreamException)
        {
            throw PackageFault.Broken(file.Name, failure);
        }
    }

    // A title and remarks stand above a table; the first row with more than one cell names the columns unless it holds a number.
    private static CellTable? Sheet(string name, IEnumerable<SheetRow> sheet, FileToLoad file, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        IReadOnlyList<string>? columns = null;
        long cells = 0;
        foreach (var row in sheet)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (columns is null)
            {
                if (row.Filled == 1 && !row.HasFigures) continue;
                columns = row.HasFigures ? [] : row.Cells;
                if (!row.HasFigures) continue;
            }

            if ((cells += row.Cells.Count) > MostCells) throw TooManyCells(file.Name);
            file.Budget.Keep(file.Name, row.Cells.Sum(cell => cell.Length));
            rows.Add(row.Cells);
        }

        return columns is null ? null : new CellTable(name, columns, rows);
    }

    private static NodeException TooManyCells(string name) => LoadFault.TooLarge(
        name,
        $"it has more than {LoadFault.Number(MostCells)} cells. Keep only the rows and columns you need.",
        $"셀이 {LoadFault.Number(MostCells)}개를 넘습니다. 필요한 행과 열만 남겨 주세요.");
}
