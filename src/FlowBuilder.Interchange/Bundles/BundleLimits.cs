using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>How large a bundle may be. They hold for what is really in it, whatever its headers say.</summary>
public static class BundleLimits
{
    /// <summary>Bytes of the file, 64 MiB.</summary>
    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of everything that is unpacked, 200 MiB.</summary>
    public const long UnpackedBytes = 200L * 1024 * 1024;

    /// <summary>Bytes of one flow, unpacked.</summary>
    public const int FlowBytes = FlowLimits.FileBytes;

    /// <summary>Bytes of one document of a knowledge base, 50 MiB.</summary>
    public const int DocumentBytes = 50 * 1024 * 1024;

    /// <summary>Bytes of all documents of the knowledge bases that are taken along, 150 MiB.</summary>
    public const long KnowledgeBytes = 150L * 1024 * 1024;

    /// <summary>Bytes of the manifest, unpacked: 1 MiB.</summary>
    public const int ManifestBytes = 1024 * 1024;

    /// <summary>Entries of the file.</summary>
    public const int Entries = 10_000;

    /// <summary>Flows.</summary>
    public const int Flows = 1_000;

    /// <summary>How many times larger than packed an entry may be, above <see cref="HarmlessBytes"/>.</summary>
    public const int Ratio = 100;

    /// <summary>Bytes up to which an entry's ratio says nothing: a short text of blanks packs well, too.</summary>
    public const int HarmlessBytes = 1024 * 1024;

    /// <summary>Characters of an entry's name.</summary>
    public const int NameLength = 255;
}
