namespace FlowBuilder.Web.Components.Shared;

/// <summary>One entry of a list that somebody picks from.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">A few words more; may be empty.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Category">The palette group whose colour it has.</param>
/// <param name="Value">What is handed back when it is picked.</param>
/// <param name="Words">Further words by which it is found.</param>
public sealed record PickItem(string Title, string Detail, string Icon, string? Category, object Value, string Words = "")
{
    /// <summary>Whether every word of a query occurs in it.</summary>
    public bool Matches(string query) => query.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        Title.Contains(word, StringComparison.CurrentCultureIgnoreCase)
        || Detail.Contains(word, StringComparison.CurrentCultureIgnoreCase)
        || Words.Contains(word, StringComparison.CurrentCultureIgnoreCase));
}
