using System.Globalization;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>A page as a model reads it: title, address and main text.</summary>
internal static class PageText
{
    /// <summary>Fetches a page and writes it out.</summary>
    /// <param name="pages">Fetches it.</param>
    /// <param name="address">Its address; <c>https://</c> may be left out.</param>
    /// <param name="start">From which character of the text on.</param>
    /// <param name="most">The most characters.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="Core.Faults.NodeException">It is no address, may not be reached, or there is no such page.</exception>
    public static async Task<(string Title, string Address, string Text, int Length)> ReadAsync(WebPages pages, string address, int start, int most, CancellationToken cancellationToken)
    {
        var page = await pages.FetchAsync(address, cancellationToken).ConfigureAwait(false);
        var documents = await WebPages.LoadAsync(page, cancellationToken).ConfigureAwait(false);
        var text = TextOf(documents);
        return (documents is [var first, ..] ? first.Title : "", page.Address.AbsoluteUri, Part(text, start, most), text.Length);
    }

    /// <summary>A page for a model, with what is left of it.</summary>
    public static string ForModel((string Title, string Address, string Text, int Length) page, int start)
    {
        var end = Math.Min(start, page.Length) + page.Text.Length;
        var rest = end < page.Length ? string.Create(CultureInfo.InvariantCulture, $"\n\n… ({page.Length - end} characters follow; read on with start {end})") : "";
        return $"{page.Title}\n{page.Address}\n\n{page.Text}{rest}";
    }

    private static string TextOf(DocumentList documents) => string.Join("\n\n", documents.Select(document => document.Text));

    private static string Part(string text, int start, int most)
    {
        if (start >= text.Length) return "";
        var end = Math.Min(text.Length, start + most);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        return text[start..end];
    }
}
