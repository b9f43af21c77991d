using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Embedding;

/// <summary>A file of the chat bubble's script, as it is sent.</summary>
/// <param name="Changed">When the file was changed last.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Zipped">The same, compressed as far as gzip can.</param>
/// <param name="Tag">Says whether a browser has it already.</param>
internal sealed record EmbedScript(DateTimeOffset Changed, byte[] Plain, byte[] Zipped, EntityTagHeaderValue Tag)
{
    /// <summary>Reads a file.</summary>
    public static async Task<EmbedScript> ReadAsync(IFileInfo file, CancellationToken cancellationToken)
    {
        using var plain = new MemoryStream();
        await using (var content = file.CreateReadStream()) await content.CopyToAsync(plain, cancellationToken);
        using var zipped = new MemoryStream();
        await using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
            await zip.WriteAsync(plain.GetBuffer().AsMemory(0, (int)plain.Length), cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain.GetBuffer().AsSpan(0, (int)plain.Length)).AsSpan(0, 12));

        // Weak, because it stands for both forms.
        return new EmbedScript(file.LastModified, plain.ToArray(), zipped.ToArray(), new EntityTagHeaderValue($"\"{hash}\"", isWeak: true));
    }
}
