namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>One entry of a list that is searched by typing.</summary>
/// <param name="Id">Names it within the list.</param>
/// <param name="Group">The heading it stands under; empty for none.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Icon">The name of its icon.</param>
/// <param name="ChooseAsync">Does what choosing it means.</param>
public sealed record SearchEntry(string Id, string Group, string Title, string Icon, Func<Task> ChooseAsync)
{
    /// <summary>More about it, in a sentence.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The group of the palette whose colour its icon has.</summary>
    public string Category { get; init; } = "";

    /// <summary>The keys that do the same; empty for none.</summary>
    public string Keys { get; init; } = "";
}
