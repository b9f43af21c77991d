using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Knowledge.Searching.Vectors;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Keeps vector indexes in files, so that a start of the program need not link their graphs anew.</summary>
/// <remarks>A file may be lost or out of date at any time: the store of chunks decides what is found. So a disk that is full costs time only.</remarks>
/// <param name="folder">Where they are kept; made when the first is.</param>
/// <param name="logger">Is told what could not be kept.</param>
internal sealed class VectorFiles(string folder, ILogger<VectorFiles> logger)
{
    private const string Ending = ".vectors";

    /// <summary>The index that was kept; null where there is none that can be read.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="model">The model whose vectors it holds.</param>
    /// <param name="exactUpTo">Up to how many vectors it needs no graph.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<VectorIndex?> ReadAsync(string baseId, string model, int exactUpTo, CancellationToken cancellationToken)
    {
        var path = PathOf(baseId, model);
        if (!File.Exists(path)) return null;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
            await using (stream.ConfigureAwait(false)) return await VectorIndex.LoadAsync(stream, exactUpTo, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(failure, "The vector index of the knowledge base {KnowledgeBase} cannot be read and is made anew.", baseId);
            return null;
        }
    }

    /// <summary>Keeps an index in place of the former one; whether it could.</summary>
    public async Task<bool> WriteAsync(string baseId, string model, VectorIndex index, CancellationToken cancellationToken)
    {
        var path = PathOf(baseId, model);
        try
        {
            Directory.CreateDirectory(folder);
            var half = path + ".new";
            var stream = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: true);
            await using (stream.ConfigureAwait(false)) await index.SaveAsync(stream, cancellationToken).ConfigureAwait(false);
            File.Move(half, path, overwrite: true);
            foreach (var former in FilesOf(baseId).Where(file => file != path)) File.Delete(former);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(failure, "The vector index of the knowledge base {KnowledgeBase} cannot be kept in a file; the next start makes it anew.", baseId);
            return false;
        }
    }

    /// <summary>Removes what is kept of a knowledge base.</summary>
    public void Delete(string baseId)
    {
        try
        {
            foreach (var file in FilesOf(baseId)) File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(failure, "The vector index of the deleted knowledge base {KnowledgeBase} cannot be removed.", baseId);
        }
    }

    private string[] FilesOf(string baseId) => Directory.Exists(folder) ? Directory.GetFiles(folder, $"{NameOf(baseId)}.*") : [];

    private string PathOf(string baseId, string model) => Path.Combine(folder, $"{NameOf(baseId)}.{NameOf(model)}{Ending}");

    // Ids and models have characters that file names must not have.
    private static string NameOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
