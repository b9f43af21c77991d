using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Core.Knowledge;

/// <summary>Names a text by its content: SHA-256 of its UTF-8, in lower-case hexadecimal.</summary>
/// <param name="Hex">64 digits.</param>
public readonly record struct TextHash(string Hex)
{
    /// <summary>The hash of a text.</summary>
    public static TextHash Of(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
