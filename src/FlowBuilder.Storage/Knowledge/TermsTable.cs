using System.Globalization;
using Dapper;
using FlowBuilder.Core.Knowledge;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>The full-text index (SQLite FTS5) of one knowledge base: the terms of its chunks, by the chunks' numbers.</summary>
internal sealed record TermsTable(long BaseNumber)
{
    private const string MayBeFound = "flowbuilder_may_be_found";

    private string Name => string.Create(CultureInfo.InvariantCulture, $"knowledge_terms_{BaseNumber}");

    public void Create(SqliteConnection connection) => connection.Execute(
        $"""
        CREATE VIRTUAL TABLE {Name} USING fts5(words, parts, tokenize = 'ascii');
        INSERT INTO {Name} ({Name}, rank) VALUES ('rank', 'bm25(1.0, 0.1)');
        """);

    public void Drop(SqliteConnection connection) => connection.Execute($"DROP TABLE {Name}");

    public void Add(SqliteConnection connection, long chunk, KeywordTerms terms) => connection.Execute(
        $"INSERT INTO {Name} (rowid, words, parts) VALUES (@chunk, @words, @parts)",
        new { chunk, words = TermsQuery.Tokens(terms.Words), parts = TermsQuery.Tokens(terms.Parts) });

    public void Remove(SqliteConnection connection, long chunk) => connection.Execute($"DELETE FROM {Name} WHERE rowid = @chunk", new { chunk });

    public void RemoveDocument(SqliteConnection connection, long document) => connection.Execute(
        $"DELETE FROM {Name} WHERE rowid IN (SELECT number FROM knowledge_chunks WHERE document = @document AND is_enabled = 1)", new { document });

    /// <summary>The best chunks, of all or of those among which they are looked for: those are sorted out before the best are.</summary>
    /// <remarks>In a large knowledge base the best of all are looked for among those with the rarer terms (<see cref="TermsQuery"/>).</remarks>
    public IReadOnlyList<KeyValuePair<long, double>> Search(SqliteConnection connection, KeywordTerms terms, int top, IReadOnlySet<long>? among)
    {
        if (among is null)
        {
            var query = IsLarge(connection) ? TermsQuery.Best(terms, top, term => Count(connection, term)) : TermsQuery.Any(terms);
            return Search(connection, query, top, "");
        }

        // Asked of each chunk with one of the terms: as many as there may be, they need not be told to the database first.
        connection.CreateFunction<long, bool>(MayBeFound, among.Contains);
        try
        {
            return Search(connection, TermsQuery.Any(terms), top, $"AND {MayBeFound}(rowid)");
        }
        finally
        {
            connection.CreateFunction<long, bool>(MayBeFound, null);
        }
    }

    private IReadOnlyList<KeyValuePair<long, double>> Search(SqliteConnection connection, TermsQuery? query, int top, string condition)
    {
        if (query is not { } asked) return [];
        var rows = connection.Query<(long Chunk, double Rank)>(
            $"SELECT rowid, rank FROM {Name} WHERE {Name} MATCH @Text {condition} ORDER BY rank, rowid LIMIT @top", new { asked.Text, top });
        return [.. rows.Select(row => KeyValuePair.Create(row.Chunk, -row.Rank / asked.Times))];
    }

    private int Count(SqliteConnection connection, string query) =>
        connection.QuerySingle<int>($"SELECT count(*) FROM {Name} WHERE {Name} MATCH @query", new { query });

    // Whether there are more chunks than a query by all terms may find, without counting them.
    private bool IsLarge(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<long?>($"SELECT id FROM {Name}_docsize LIMIT 1 OFFSET {TermsQuery.FoundByAll}") is not null;
}
