namespace FlowBuilder.Storage.Tables;

/// <summary>Names as SQL writes them.</summary>
internal static class SqlName
{
    /// <summary>A name in the quotes of both dialects.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
