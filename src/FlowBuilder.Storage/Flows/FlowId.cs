using System.Security.Cryptography;

namespace FlowBuilder.Storage.Flows;

/// <summary>Makes ids of flows: 12 random characters, 60 bits, without the letters that are read as another (Crockford's base 32).</summary>
internal static class FlowId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 12);
}
