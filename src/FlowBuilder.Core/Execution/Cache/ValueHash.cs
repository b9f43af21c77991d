using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution.Cache;

/// <summary>Names results by what they depend on: a type's settings and the values of its inputs (SHA-256).</summary>
internal static class ValueHash
{
    /// <summary>The key of a node run, or null where a value cannot be told from another one like it, such as a tool.</summary>
    public static string? KeyOf(byte[] seed, ReadOnlySpan<string> ports, ReadOnlySpan<object?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(seed);
        for (var i = 0; i < ports.Length; i++)
        {
            if (values[i] is not { } value) continue;
            AppendText(hash, ports[i]);
            if (!Append(hash, value)) return null;
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // The type goes in too: the text "1" and the number 1 are two values.
    private static bool Append(IncrementalHash hash, object value)
    {
        switch (value)
        {
            case string text:
                AppendText(hash, PortType.Text.Name);
                AppendText(hash, text);
                return true;
            case ToolValue or ToolSet or LiveText:
                return false;
            case FileValue file:
                AppendText(hash, PortType.File.Name);
                AppendText(hash, file.Name);
                AppendText(hash, file.MediaType);
                AppendLength(hash, file.Content.Length);
                hash.AppendData(file.Content.Span);
                return true;
            case List<object> list:
                AppendText(hash, "list");
                AppendLength(hash, list.Count);
                foreach (var item in list)
                {
                    if (!Append(hash, item)) return false;
                }

                return true;
            default:
                AppendText(hash, PortTypes.OfValue(value).Name);
                AppendText(hash, PortValueJson.Write(value).GetRawText());
                return true;
        }
    }

    // Every part is preceded by its length, so that no two sequences of parts read the same.
    private static void AppendText(IncrementalHash hash, string text)
    {
        AppendLength(hash, text.Length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void AppendLength(IncrementalHash hash, int length) =>
        hash.AppendData(BitConverter.GetBytes(length));
}
