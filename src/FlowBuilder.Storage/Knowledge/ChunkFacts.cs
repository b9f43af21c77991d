using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Reads single members out of chunks' metadata, without making the rest of it.</summary>
internal static class ChunkFacts
{
    /// <summary>The values of fields, row by row.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="fields">The names of the fields.</param>
    /// <param name="condition">A further condition, from AND on.</param>
    /// <param name="some">The numbers that the condition names.</param>
    public static IEnumerable<KeyValuePair<long, string?[]>> Of(
        SqliteConnection connection, string baseId, IReadOnlyList<string> fields, string condition, long[]? some) =>
        connection.Query<(long Number, string Metadata, string Title, string Source, string Document)>(
            $"""
            SELECT c.number, c.metadata, c.title, d.source, d.id
            FROM knowledge_chunks c JOIN knowledge_documents d ON d.number = c.document
            WHERE {(some is null ? "" : "+")}c.base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND c.is_enabled = 1 {condition}
            """,
            new { baseId, some },
            buffered: false)
        .Select(row =>
        {
            var values = Members(row.Metadata, fields);
            for (var i = 0; i < values.Length; i++) values[i] ??= Own(fields[i], row.Title, row.Source, row.Document);
            return KeyValuePair.Create(row.Number, values);
        });

    private static string?[] Members(string json, IReadOnlyList<string> names)
    {
        var values = new string?[names.Count];
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = -1;
            for (var i = 0; i < values.Length && at < 0; i++)
            {
                if (reader.ValueTextEquals(names[i])) at = i;
            }

            reader.Read();
            if (at >= 0) values[at] = reader.GetString();
        }

        return values;
    }

    private static string? Own(string field, string title, string source, string document) => field switch
    {
        "title" when title.Length > 0 => title,
        "source" when source.Length > 0 => source,
        "documentId" => document,
        _ => null,
    };
}
