using System.Text.Json;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts.Provider;

/// <summary>Who a provider says has signed in.</summary>
/// <param name="Subject">Who it is there, for ever.</param>
/// <param name="Name">What an administrator would invite the person by.</param>
internal sealed record ProviderPerson(string Subject, string Name)
{
    private const int MaxSubjectLength = 255;

    /// <summary>Reads the user info.</summary>
    /// <returns>Null where a member is missing, too long or, of an address, not confirmed there.</returns>
    public static ProviderPerson? Read(JsonElement user, ProviderSettings settings)
    {
        if (user.ValueKind != JsonValueKind.Object) return null;
        if (user.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.False) return null;
        return Text(user, settings.SubjectMember) is { Length: > 0 and <= MaxSubjectLength } subject
            && Text(user, settings.NameMember)?.Trim() is { Length: > 0 and <= Account.MaxNameLength } name
            ? new ProviderPerson(subject, AccountNames.Canonical(name))
            : null;
    }

    private static string? Text(JsonElement user, string member) => user.TryGetProperty(member, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
