namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>The functions that a query may call: those that only compute. What is not named here, such as load_extension, is refused.</summary>
/// <remarks>printf is not among them: a width of two thousand million keeps it busy where no time limit reaches.</remarks>
internal static class SqliteFunctions
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "abs", "avg", "char", "coalesce", "count", "cume_dist", "date", "datetime", "dense_rank", "first_value", "glob",
        "group_concat", "hex", "ifnull", "iif", "instr", "json", "json_array", "json_array_length", "json_extract", "json_group_array",
        "json_group_object", "json_object", "json_type", "json_valid", "julianday", "lag", "last_value", "lead", "length", "like",
        "likelihood", "likely", "lower", "ltrim", "max", "min", "nth_value", "ntile", "nullif", "percent_rank", "quote",
        "random", "randomblob", "rank", "replace", "round", "row_number", "rtrim", "sign", "strftime", "substr", "substring", "sum",
        "time", "total", "trim", "typeof", "unicode", "unlikely", "upper", "zeroblob", "current_date", "current_time", "current_timestamp",
    };

    /// <summary>Whether a query may call that function.</summary>
    public static bool MayCall(string name) => Allowed.Contains(name);
}
