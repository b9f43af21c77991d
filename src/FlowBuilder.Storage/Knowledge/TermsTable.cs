using System.Globalization;
using System.Text;
using Dapper;
using FlowBuilder.Core.Knowledge;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>The full-text index (SQLite FTS5) of one knowledge base: the terms of its chunks, by the chunks' numbers.</summary>
/// <remarks>
/// Terms come analysed; the tokeniser has only to find them again as they were. The one called <c>ascii</c> takes everything beyond
/// ASCII for a part of a token, so whatever is neither letter nor digit of ASCII is moved into a private area of Unicode.
/// </remarks>
internal readonly record struct TermsTable(long BaseNumber)
{
    private const char Moved = '\uE000';
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
        new { chunk, words = Tokens(terms.Words), parts = Tokens(terms.Parts) });

    public void Remove(SqliteConnection connection, long chunk) => connection.Execute($"DELETE FROM {Name} WHERE rowid = @chunk", new { chunk });

    public void RemoveDocument(SqliteConnection connection, long document) => connection.Execute(
        $"DELETE FROM {Name} WHERE rowid IN (SELECT number FROM knowledge_chunks WHERE document = @document AND is_enabled = 1)", new { document });

    /// <summary>The best chunks, of all or of those among which they are looked for: those are sorted out before the best are.</summary>
    public IReadOnlyList<KeyValuePair<long, double>> Search(SqliteConnection connection, KeywordTerms terms, int top, IReadOnlySet<long>? among)
    {
        if (terms.Words.Count + terms.Parts.Count == 0) return [];
        if (among is null) return Search(connection, terms, top, "");

        // Asked of each chunk with one of the terms: as many as there may be, they need not be told to the database first.
        connection.CreateFunction<long, bool>(MayBeFound, among.Contains);
        try
        {
            return Search(connection, terms, top, $"AND {MayBeFound}(rowid)");
        }
        finally
        {
            connection.CreateFunction<long, bool>(MayBeFound, null);
        }
    }

    private IReadOnlyList<KeyValuePair<long, double>> Search(SqliteConnection connection, KeywordTerms terms, int top, string condition)
    {
        var rows = connection.Query<(long Chunk, double Rank)>(
            $"SELECT rowid, rank FROM {Name} WHERE {Name} MATCH @query {condition} ORDER BY rank, rowid LIMIT @top", new { query = Query(terms), top });
        return [.. rows.Select(row => KeyValuePair.Create(row.Chunk, -row.Rank))];
    }

    private static string Query(KeywordTerms terms)
    {
        string[] columns = [Any("words", terms.Words), Any("parts", terms.Parts)];
        return string.Join(" OR ", columns.Where(column => column.Length > 0));
    }

    private static string Any(string column, IReadOnlyList<string> terms) =>
        terms.Count == 0 ? "" : $"{column} : ({string.Join(" OR ", terms.Distinct(StringComparer.Ordinal).Select(term => $"\"{Token(term)}\""))})";

    private static string Tokens(IReadOnlyList<string> terms) => string.Join(' ', terms.Select(Token));

    private static string Token(string term)
    {
        if (term.All(c => c >= 128 || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))) return term;
        var token = new StringBuilder(term.Length);
        foreach (var c in term) token.Append(c >= 128 || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : (char)(Moved + c));
        return token.ToString();
    }
}
