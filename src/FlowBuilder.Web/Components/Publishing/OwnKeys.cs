using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Components.Publishing;

/// <summary>Whose keys a person sees and takes back.</summary>
internal static class OwnKeys
{
    /// <summary>Whether a key is the person's: one's own, and of administrators every one.</summary>
    public static bool HasKey(this ScreenPerson person, ApiKey key) =>
        person.Is(AccountRole.Administrator) || (key.AccountId is { } account && account == person.Person.AccountId);
}
