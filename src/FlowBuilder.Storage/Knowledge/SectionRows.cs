using Dapper;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Stores the sections of one document's chunks, each once; part of its caller's transaction.</summary>
internal sealed class SectionRows(SqliteConnection connection, long document)
{
    private readonly Dictionary<string, long> _stored = new(StringComparer.Ordinal);

    /// <summary>Stores a section, unless it is there; its ordinal, or null for no section.</summary>
    public long? Add(string? text)
    {
        if (text is null) return null;
        if (_stored.TryGetValue(text, out var known)) return known;
        var ordinal = _stored.Count + 1;
        connection.Execute("INSERT INTO knowledge_sections (document, ordinal, text) VALUES (@document, @ordinal, @text)", new { document, ordinal, text });
        _stored.Add(text, ordinal);
        return ordinal;
    }

    /// <summary>
    /// Puts what a person wrote in a chunk into its section too. Where the section does not hold the former text as it was, since another
    /// edit overlaps it, the chunk is given alone until its document is indexed anew.
    /// </summary>
    /// <returns>The ordinal that the chunk has from now on.</returns>
    public static long? Edit(SqliteConnection connection, long document, long? ordinal, string before, string after)
    {
        if (ordinal is null || before == after) return ordinal;
        var row = new { document, ordinal };
        var section = connection.QuerySingle<string>("SELECT text FROM knowledge_sections WHERE document = @document AND ordinal = @ordinal", row);
        var at = section.IndexOf(before, StringComparison.Ordinal);
        if (at < 0) return null;
        var text = string.Concat(section.AsSpan(0, at), after, section.AsSpan(at + before.Length));
        connection.Execute("UPDATE knowledge_sections SET text = @text WHERE document = @document AND ordinal = @ordinal", new { document, ordinal, text });
        return ordinal;
    }
}
