using FlowBuilder.Web.Editing.Presence;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>What somebody is called, in the language of who reads it.</summary>
internal static class PresenceName
{
    /// <summary>The name that they chose, or else their animal's, with a number where there are several of it.</summary>
    public static string Of(Guest guest, IStringLocalizer<Texts> texts)
    {
        if (guest.Name.Length > 0) return guest.Name;
        var animal = texts[$"Animal.{guest.Animal}"].Value;
        return guest.Number == 1 ? animal : texts["Presence.Numbered", animal, guest.Number];
    }

    /// <summary>One or two letters that stand for the name.</summary>
    public static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length > 0 ? FirstOf(words[0]) : "?";
        return words.Length > 1 ? first + FirstOf(words[^1]) : first;
    }

    private static string FirstOf(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
