namespace FlowBuilder.Web.Components.Shared;

/// <summary>What files that people download are called.</summary>
internal static class FileNames
{
    private const int MostLetters = 80;

    /// <summary>A file name of a flow's name: letters of any script, digits and dashes.</summary>
    /// <param name="name">The flow's name.</param>
    /// <param name="ending">The file's ending, with its dot.</param>
    public static string Of(string name, string ending)
    {
        var safe = string.Concat(name.Take(MostLetters).Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')).Trim('-');
        return $"{(safe.Length > 0 ? safe : "flow")}{ending}";
    }
}
