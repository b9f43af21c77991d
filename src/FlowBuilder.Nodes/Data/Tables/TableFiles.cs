using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Opens the tables that a node's settings and wires name.</summary>
internal static class TableFiles
{
    /// <summary>What there is to ask, by its name for people.</summary>
    public static string NameOf(TableOrigin origin, FileValue? wired, FileSetting? kept, string database) =>
        origin == TableOrigin.Database ? database : wired?.Name ?? kept?.Name ?? "";

    /// <summary>Opens it.</summary>
    /// <exception cref="NodeException">There is nothing to open, or it cannot be.</exception>
    public static Task<ITableSource> OpenAsync(
        ITableSources sources, TableOrigin origin, FileValue? wired, FileSetting? kept, string database, CancellationToken cancellationToken)
    {
        if (origin == TableOrigin.Database)
            return database.Length > 0 ? sources.OpenConnectionAsync(database, cancellationToken) : throw TableFault.NoSource();
        return sources.OpenFileAsync(wired ?? Kept(kept), cancellationToken);
    }

    private static FileValue Kept(FileSetting? kept)
    {
        if (kept is null or { Text: null, Base64: null }) throw TableFault.NoSource();
        try
        {
            return kept.ToFile();
        }
        catch (FormatException failure)
        {
            throw new NodeException("table.unreadable", LocalText.Of(
                $"The content of \"{kept.Name}\" in the flow is not valid Base64. Choose the file again.",
                $"플로우에 저장된 \"{kept.Name}\" 파일의 내용이 올바른 Base64가 아닙니다. 파일을 다시 선택하세요."), innerException: failure);
        }
    }
}
