using System.Globalization;

namespace FlowBuilder.Core.Accounts;

/// <summary>What a name of an account may be.</summary>
public static class AccountNames
{
    /// <summary>Whether a text can be a name: it is short, has no spaces around it, and looks like what it is.</summary>
    /// <remarks>Characters that cannot be seen are none of a name, and those of Korean syllables are composed: of two that look alike one could pass for the other.</remarks>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Account.MaxNameLength && name.Trim() == name && Canonical(name) == name && !name.Any(IsInvisible);

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
