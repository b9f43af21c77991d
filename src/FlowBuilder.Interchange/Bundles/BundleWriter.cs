using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Writes bundles; the same flows give the same bytes.</summary>
/// <param name="format">The format of flow files.</param>
public sealed class BundleWriter(FlowFormat format)
{
    // The first time that a zip can hold, so that the day of writing leaves no trace.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The bytes of a bundle's file.</summary>
    public byte[] Write(FlowBundle bundle)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var files = bundle.Flows.Select((flow, index) => (flow.Id, flow.Flow.Name, File: $"flows/{index + 1}.json", Bytes: format.Write(flow.Flow))).ToList();
            var tables = bundle.Knowledge.Select((knowledge, index) => (
                knowledge.Base.Id,
                knowledge.Base.Name,
                File: $"{FolderOf(index)}.json",
                Bytes: JsonSerializer.SerializeToUtf8Bytes(KnowledgeTable.Of(knowledge, FolderOf(index)), Indented))).ToList();
            Add(zip, BundleManifest.Entry, [.. JsonSerializer.SerializeToUtf8Bytes(
                new BundleManifest
                {
                    Format = BundleManifest.CurrentFormat,
                    Program = typeof(BundleWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
                    Flows = [.. files.Select(flow => new BundleManifest.Item(flow.Id, flow.Name, flow.File, HashOf(flow.Bytes)))],
                    Knowledge = tables.Count == 0 ? null : [.. tables.Select(table => new BundleManifest.Item(table.Id, table.Name, table.File, HashOf(table.Bytes)))],
                },
                Indented)]);
            foreach (var flow in files) Add(zip, flow.File, flow.Bytes);
            foreach (var table in tables) Add(zip, table.File, table.Bytes);
            for (var i = 0; i < bundle.Knowledge.Length; i++)
            {
                var documents = bundle.Knowledge[i].Documents;
                for (var j = 0; j < documents.Length; j++) Add(zip, $"{FolderOf(i)}/{j + 1}", documents[j].Content.Span);
            }
        }

        return file.ToArray();
    }

    private static string FolderOf(int knowledge) => string.Create(CultureInfo.InvariantCulture, $"knowledge/{knowledge + 1}");

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // What is large and packs well would look like a bomb to whoever reads it.
    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> bytes)
    {
        var entry = zip.CreateEntry(name, bytes.Length > BundleLimits.HarmlessBytes && name.StartsWith("knowledge/", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
