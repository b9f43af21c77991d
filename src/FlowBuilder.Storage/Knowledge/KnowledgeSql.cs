using Dapper;
using FlowBuilder.Core.Knowledge;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Statements that several of the knowledge stores share; each is part of its caller's transaction.</summary>
internal static class KnowledgeSql
{
    /// <summary>Puts a document in line anew: the end of an UPDATE of documents.</summary>
    public const string PutInLine = "state = 'waiting', turn = turn + 1, attempts = 0, to_embed = 0, embedded = 0, fault = NULL, updated_at = @now";

    public static long? BaseOf(SqliteConnection connection, string baseId) =>
        connection.QuerySingleOrDefault<long?>("SELECT number FROM knowledge_bases WHERE id = @baseId", new { baseId });

    /// <summary>Says that something else can be found from now on.</summary>
    public static void Stamp(SqliteConnection connection, long baseNumber) =>
        connection.Execute("UPDATE knowledge_bases SET stamp = stamp + 1 WHERE number = @baseNumber", new { baseNumber });

    /// <summary>Removes a document's chunks from where they are found and kept.</summary>
    public static void RemoveChunks(SqliteConnection connection, long baseNumber, long document)
    {
        new TermsTable(baseNumber).RemoveDocument(connection, document);
        connection.Execute(
            "DELETE FROM knowledge_chunks WHERE document = @document; DELETE FROM knowledge_sections WHERE document = @document", new { document });
    }

    /// <summary>Removes bytes that no document has.</summary>
    public static void RemoveFile(SqliteConnection connection, byte[] hash) => connection.Execute(
        "DELETE FROM knowledge_files WHERE hash = @hash AND NOT EXISTS (SELECT 1 FROM knowledge_documents WHERE hash = @hash)", new { hash });

    public static void Insert(SqliteConnection connection, long baseNumber, long document, int ordinal, NewChunk chunk, long? section)
    {
        var number = connection.QuerySingle<long>(
            """
            INSERT INTO knowledge_chunks (base, document, ordinal, text, title, metadata, hash, original, is_enabled, is_edited, section)
            VALUES (@baseNumber, @document, @ordinal, @Text, @Title, @Metadata, @Hash, @Original, @IsEnabled, @IsEdited, @section)
            RETURNING number
            """,
            new
            {
                baseNumber,
                document,
                ordinal,
                chunk.Text,
                chunk.Title,
                Metadata = KnowledgeJson.Write(chunk.Metadata),
                Hash = chunk.Hash.ToBytes(),
                Original = chunk.Original.ToBytes(),
                IsEnabled = chunk.IsEnabled ? 1 : 0,
                IsEdited = chunk.IsEdited ? 1 : 0,
                section,
            });
        if (chunk.IsEnabled) new TermsTable(baseNumber).Add(connection, number, chunk.Terms);
    }
}
