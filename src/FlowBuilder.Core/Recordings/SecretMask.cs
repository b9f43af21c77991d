using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Recordings;

/// <summary>Takes secrets out of what is recorded: those that are known, and whatever stands where a secret usually does.</summary>
/// <param name="secrets">The secrets that are known, such as the keys of every connection.</param>
public sealed partial class SecretMask(IEnumerable<Secret> secrets)
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Dots = "••••";

    // Anything shorter is no secret, and would be found in the middle of words.
    private const int Shortest = 6;

    private readonly string[] _known =
    [
        .. secrets.Select(secret => secret.Reveal()).Where(secret => secret.Length >= Shortest)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length),
    ];

    /// <summary>A mask that knows no secret, only where they usually stand.</summary>
    public static SecretMask Plain { get; } = new([]);

    /// <summary>A text without secrets.</summary>
    public string Of(string text)
    {
        foreach (var secret in _known) text = text.Replace(secret, Dots, StringComparison.Ordinal);
        text = Bearer().Replace(text, "$1" + Dots);
        text = Key().Replace(text, Dots);
        text = InAddress().Replace(text, "$1" + Dots);
        return UserInAddress().Replace(text, "$1" + Dots + "@");
    }

    /// <summary>A value without secrets: in every text of it, and wherever a member or a pair has a name such as <c>Authorization</c>.</summary>
    public JsonElement Of(JsonElement value) => JsonSerializer.SerializeToElement(Of(JsonSerializer.SerializeToNode(value)));

    private JsonNode? Of(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var isSecretPair = members["name"] is JsonValue name && name.TryGetValue<string>(out var named) && IsSecretName(named);
                return new JsonObject(members.Select(member => KeyValuePair.Create(
                    member.Key,
                    (IsSecretName(member.Key) || (isSecretPair && member.Key == "value")) && IsText(member.Value) ? Dots : Of(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Of)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return Of(text);
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0;

    private static bool IsSecretName(string name) => SecretName().IsMatch(name);

    [GeneratedRegex(@"^(?:proxy-)?authorization$|^(?:set-)?cookie2?$|(?:^|[-_ ])(?:password|passwd|secret|credential|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key)s?$|^(?:x-)?(?:auth|access|refresh|id|session|bearer|csrf|api)?[-_ ]?token$|^(?:apiKey|accessToken|refreshToken|idToken|authToken|clientSecret)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\b((?:Bearer|Basic)\s+)[A-Za-z0-9+/._~=-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\b(?:sk|rk|gsk|xai|pplx|nvapi|ghp|gho|xox[abp])[-_][A-Za-z0-9_-]{16,}|\bAIza[A-Za-z0-9_-]{20,}|\bAKIA[A-Z0-9]{16}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"([?&](?:api[-_]?key|key|token|access_token|auth|secret|password|sig|signature|subscription-key)=)[^&#\s""']{4,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]{1,15}://[^\s/:@""']*:)[^\s/@""']+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInAddress();
}
