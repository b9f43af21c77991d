using System.Globalization;
using FlowBuilder.Core.Tables;
using Npgsql;

namespace FlowBuilder.Storage.Tables.Postgres;

/// <summary>Reads what a query of PostgreSQL gives, every value as the text that the server writes.</summary>
internal static class PostgresRows
{
    private const int LongestCell = 1_000_000;

    /// <summary>The rows, as many as the limits allow. A cell beyond all use is cut while it arrives.</summary>
    public static async Task<TableRows> ReadAsync(NpgsqlDataReader reader, TableLimits limits, CancellationToken cancellationToken)
    {
        var types = Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName).ToArray();
        var columns = TableRows.Distinct(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        var rows = new List<IReadOnlyList<object?>>();
        long characters = 0;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows.Count == limits.Rows) return new TableRows(columns, rows, IsCut: true);
            var row = new object?[types.Length];
            for (var i = 0; i < row.Length; i++)
            {
                if (await reader.IsDBNullAsync(i, cancellationToken).ConfigureAwait(false)) continue;
                var most = (int)Math.Min(LongestCell, limits.Characters - characters + 1);
                var text = await TextAsync(reader, i, most, cancellationToken).ConfigureAwait(false);
                characters += text.Length;
                if (characters > limits.Characters || text.Length == LongestCell) return new TableRows(columns, rows, IsCut: true);
                row[i] = ValueOf(text, types[i]);
            }

            rows.Add(row);
        }

        return new TableRows(columns, rows, IsCut: false);
    }

    private static async Task<string> TextAsync(NpgsqlDataReader reader, int column, int most, CancellationToken cancellationToken)
    {
        using var text = await reader.GetTextReaderAsync(column, cancellationToken).ConfigureAwait(false);
        var piece = new char[Math.Min(most, 4096)];
        var whole = new System.Text.StringBuilder();
        while (whole.Length < most)
        {
            var read = await text.ReadBlockAsync(piece.AsMemory(0, Math.Min(piece.Length, most - whole.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            whole.Append(piece, 0, read);
        }

        return whole.ToString();
    }

    private static object ValueOf(string text, string type)
    {
        var name = type.StartsWith("numeric", StringComparison.Ordinal) ? "numeric" : type;
        return name switch
        {
            "smallint" or "integer" or "bigint" or "oid" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            "numeric" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            "real" or "double precision" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            "boolean" => text == "t",
            _ => text,
        };
    }
}
