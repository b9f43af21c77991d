using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>The sample of the documentation, as it stands there.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "A receiver of deliveries is a program of its own, with the clock that it has.")]
internal static class SignatureSample
{
    public static string SignNow(string secret, string id, string timestamp, byte[] body)
    {
        return Sign(secret, id, timestamp, body);

        static string Sign(string secret, string id, string timestamp, byte[] body)
        {
            var key = Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal));
            byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
            return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content));
        }
    }

    public static bool CheckNow(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        return IsSigned(secret, id, timestamp, signatures, body);

        static string Sign(string secret, string id, string timestamp, byte[] body) => SignNow(secret, id, timestamp, body);

        static bool IsSigned(string secret, string id, string timestamp, string signatures, byte[] body)
        {
            if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) > 300) return false;
            var expected = Encoding.UTF8.GetBytes(Sign(secret, id, timestamp, body));
            return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(given)));
        }
    }
}
