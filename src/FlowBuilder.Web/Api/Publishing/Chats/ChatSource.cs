using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>A document that stands behind an answer.</summary>
/// <param name="Number">The number by which the answer cites it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Excerpt">What of its text the answer speaks of, else its beginning.</param>
/// <param name="Link">Its address on the web, or null.</param>
internal sealed partial record ChatSource(int Number, string Title, string Excerpt, string? Link)
{
    private const int MostSources = 20;

    /// <summary>What callers may know of the documents behind an answer.</summary>
    /// <remarks>
    /// The documents that the flow gives as a result; where it gives none, those that the answer itself cites (<c>[2]</c> is the
    /// second one that was found, or that its node for citing gave). What else a flow looks up inside stays its owner's, as do the
    /// ids of what was found in a knowledge base.
    /// </remarks>
    /// <param name="run">The run that has ended.</param>
    /// <param name="flow">The flow that was run.</param>
    /// <param name="answer">The answer.</param>
    public static IReadOnlyList<ChatSource> Of(RunSnapshot run, Flow flow, string answer)
    {
        var given = run.Outputs.Values.SelectMany(DocumentsOf).Select((document, index) => (index + 1, document)).ToList();
        return [.. (given.Count > 0 ? given : Cited(run, flow, answer)).Take(MostSources).Select(item => Of(item.Item1, item.Item2, answer))];
    }

    // Of several lists nobody knows which one the numbers count.
    private static IEnumerable<(int Number, Document Document)> Cited(RunSnapshot run, Flow flow, string answer)
    {
        if (AnswerDocuments.Of(run, flow) is not { AreNumbered: true, Documents: var found }) return [];
        return Citation().Matches(answer).Select(match => int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            .Where(number => number >= 1 && number <= found.Count)
            .Distinct().Order()
            .Select(number => (number, found[number - 1]));
    }

    private static IEnumerable<Document> DocumentsOf(JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Array) return [];
        try
        {
            return output.Deserialize<List<Document>>(CoreJson.Options)?.Where(document => document?.Text is { Length: > 0 }) ?? [];
        }
        catch (JsonException)
        {
            // A list of something else.
            return [];
        }
    }

    private static ChatSource Of(int number, Document document, string answer) => new(
        number,
        document.Title is { Length: > 0 } title ? title : document.Source ?? "",
        AnswerDocuments.ExcerptOf(document, answer, number),
        AnswerDocuments.LinkOf(document));

    [GeneratedRegex("\\[([0-9]{1,3})\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();
}
