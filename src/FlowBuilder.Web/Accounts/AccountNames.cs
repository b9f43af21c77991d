using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>What a name of an account may be.</summary>
internal static class AccountNames
{
    /// <summary>The name as it is kept, and as it is looked up: composed characters, and without regard to case.</summary>
    /// <exception cref="ApiException">It is empty, too long, or holds what cannot be seen.</exception>
    public static (string Name, string Normalized) Check(string name)
    {
        // A name must look like what it is: two that look alike and differ would let one pass for the other.
        if (name.Length is 0 or > Account.MaxNameLength || name.Trim() != name || !name.IsNormalized() || name.Any(IsInvisible)) throw new ApiException(AccountProblems.BadName);
        return (name, Normalize(name));
    }

    /// <summary>The name as it is looked up, whatever was typed.</summary>
    public static string Normalize(string name) => Canonical(name.Trim()).ToUpperInvariant();

    /// <summary>The name in composed characters, as a Korean name comes apart on some systems.</summary>
    public static string Canonical(string name)
    {
        try
        {
            return name.Normalize();
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair: no name is.
            return "";
        }
    }

    private static bool IsInvisible(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
