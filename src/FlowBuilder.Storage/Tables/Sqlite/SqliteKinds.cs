using System.Text.RegularExpressions;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>Tells what the values of a column are, from its declared type (sqlite.org/datatype3.html, section 3.1) and a few of them.</summary>
internal static partial class SqliteKinds
{
    /// <summary>The kind of a column.</summary>
    /// <param name="type">Its declared type; may be empty.</param>
    /// <param name="samples">Some of its values.</param>
    public static ColumnKind Of(string type, IReadOnlyList<object?> samples)
    {
        var told = samples.Where(value => value is not null).ToList();
        if (Has(type, "BOOL")) return ColumnKind.Boolean;
        if (Has(type, "INT")) return ColumnKind.Integer;
        if (Has(type, "DATE") || Has(type, "TIME") || (told.Count > 0 && told.TrueForAll(value => value is string text && Day().IsMatch(text)))) return ColumnKind.Date;
        if (Has(type, "CHAR") || Has(type, "CLOB") || Has(type, "TEXT")) return ColumnKind.Text;
        if (Has(type, "REAL") || Has(type, "FLOA") || Has(type, "DOUB") || Has(type, "NUM") || Has(type, "DEC")) return ColumnKind.Number;
        if (told.Count == 0 || Has(type, "BLOB")) return type.Length == 0 ? ColumnKind.Text : ColumnKind.Other;
        return told.TrueForAll(value => value is long) ? ColumnKind.Integer : told.TrueForAll(value => value is long or double) ? ColumnKind.Number : ColumnKind.Text;
    }

    private static bool Has(string type, string part) => type.Contains(part, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+Z?)?\z")]
    private static partial Regex Day();
}
