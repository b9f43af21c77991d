using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Offline;

/// <summary>Takes a prompt apart: question, instructions, and the text to quote from.</summary>
/// <remarks>
/// Labels ("Question:", "Context:", "질문:") decide where there are any. Otherwise the paragraphs at the ends are looked at:
/// a question or a command there is the ask, a line that ends with a colon introduces the text that follows it, and all else
/// is text. A conversation's earlier turns are text only where there is none other.
/// </remarks>
internal static class PromptReader
{
    private const int LongestAsk = 400;

    /// <summary>Reads the messages of a request.</summary>
    public static Prompt Read(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var all = messages.ToList();
        var system = string.Join("\n\n", all.Where(message => message.Role == ChatRole.System).Select(message => message.Text).Prepend(instructions ?? "")).Trim();
        var turns = all.Where(message => message.Role != ChatRole.System && message.Text.Length > 0).ToList();
        var last = turns.FindLastIndex(message => message.Role == ChatRole.User);
        var user = TakeApart(last >= 0 ? turns[last].Text : "");
        var told = TakeApart(system);
        var before = turns.Take(Math.Max(last, 0)).ToList();

        var ask = First(user.Question, user.Command, user.Lead, told.Question, told.Command, told.Lead);
        var isQuestion = user.Question.Length > 0 || user.Command.Length == 0 && user.Lead.Length == 0 && told.Question.Length > 0;
        var context = First(user.Text, told.Text, string.Join("\n\n", before.Select(message => TakeApart(message.Text).Text)).Trim());
        if (context.Length == 0) context = string.Join("\n\n", before.Where(message => message.Role == ChatRole.Assistant).Select(message => message.Text));
        if (context.Length == 0 && ask.Length > 0) (ask, context) = AskWithin(ask);
        return new Prompt(
            ask,
            isQuestion && !Wording.IsCommand(ask),
            context,
            Join(system, Ends(last >= 0 ? turns[last].Text : "")),
            string.Join(' ', before.Where(message => message.Role == ChatRole.User).TakeLast(1).Select(message => message.Text)));
    }

    private static Parts TakeApart(string text)
    {
        var parts = new Parts();
        var loose = new StringBuilder();
        var target = loose;
        var hasLabels = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Wording.IsFence(line)) continue;
            var (label, rest) = Wording.LabelOf(line);
            if (label != SectionLabel.None)
            {
                hasLabels = true;
                target = label switch
                {
                    SectionLabel.Question => parts.Questions,
                    SectionLabel.Text => parts.Texts,
                    _ => new StringBuilder(),
                };
                target.AppendLine(rest);
                continue;
            }

            if (target == parts.Questions && line.Trim().Length == 0 && parts.Questions.ToString().Trim().Length > 0) target = loose;
            target.AppendLine(line);
        }

        PlaceLoose(parts, loose.ToString(), hasLabels);
        if (parts.Question.Length == 0) TakeAskFromEnd(parts);
        return parts;
    }

    /// <summary>"Context: … What is …?": a label says where the text begins, not where it ends.</summary>
    private static void TakeAskFromEnd(Parts parts)
    {
        var text = parts.Text;
        var at = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        var end = at < 0 ? "" : text[at..].Trim();
        if (end.Length is 0 or > LongestAsk) return;
        if (Wording.IsQuestion(end)) parts.Questions.AppendLine(end);
        else if (parts.Command.Length == 0 && parts.Lead.Length == 0 && Wording.IsCommand(end)) parts.Commands.AppendLine(end);
        else return;
        parts.Texts.Clear().Append(text[..at]);
    }

    /// <summary>Where instructions stand: all of a short message, both ends of a long one.</summary>
    private static string Ends(string text) =>
        text.Length <= 4 * LongestAsk ? text : $"{text[..(2 * LongestAsk)]}\n\n{text[^(2 * LongestAsk)..]}";

    private static void PlaceLoose(Parts parts, string loose, bool hasLabels)
    {
        var paragraphs = Regex.Split(loose.Trim(), @"\n[ \t]*\n\s*").Where(paragraph => paragraph.Trim().Length > 0).ToList();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var paragraph = paragraphs[i].Trim();
            var isAtEnd = i < 2 || i >= paragraphs.Count - 2;
            var (lead, rest) = isAtEnd ? SplitLead(paragraph) : ("", paragraph);
            if (lead.Length > 0) parts.Leads.AppendLine(lead);
            if (rest.Length == 0) continue;
            if (!isAtEnd || rest.Length > LongestAsk) parts.Texts.Append("\n\n").AppendLine(rest);
            else if (Wording.IsCommand(rest)) parts.Commands.AppendLine(rest);
            else if (Wording.IsQuestion(rest) && !(hasLabels && parts.Question.Length > 0)) parts.Questions.AppendLine(rest);
            else if (Wording.IsRole(rest)) parts.Leads.AppendLine(rest);
            else parts.Texts.Append("\n\n").AppendLine(rest);
        }
    }

    /// <summary>"Use only this:" and the text behind it, whether on the same line or the next.</summary>
    private static (string Lead, string Remainder) SplitLead(string paragraph)
    {
        var newLine = paragraph.IndexOf('\n', StringComparison.Ordinal);
        var first = newLine < 0 ? paragraph : paragraph[..newLine];
        var colon = first.IndexOfAny([':', '：']);
        if (colon > 0 && colon <= LongestAsk && (Wording.IsCommand(first[..colon]) || Wording.IsRole(first[..colon])))
        {
            var rest = paragraph[(colon + 1)..].Trim();
            return (first[..(colon + 1)], rest);
        }

        // The first line commands, the next ones are the text: "Summarise this in two sentences.\nThe …".
        return newLine > 0 && first.Length <= LongestAsk && Wording.IsCommand(first) && !Wording.IsCommand(paragraph[(newLine + 1)..])
            ? (first, paragraph[(newLine + 1)..].Trim())
            : ("", paragraph);
    }

    /// <summary>An ask that brings its own text: "Our warranty is two years. How long is it?"</summary>
    private static (string Ask, string Context) AskWithin(string ask)
    {
        var sentences = SentenceSplitter.Split(ask);
        var asks = sentences.Where(sentence => Wording.IsQuestion(sentence.Text) || Wording.IsCommand(sentence.Text)).ToList();
        if (asks.Count == 0 || asks.Count == sentences.Count) return (ask, "");
        return (
            string.Join(' ', asks.Select(sentence => sentence.Text)),
            string.Join(' ', sentences.Except(asks).Select(sentence => sentence.Text)));
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0) return text;
        }

        return "";
    }

    private static string Join(params ReadOnlySpan<string> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts)
        {
            if (text.Length > 0) all.AppendLine(text).AppendLine();
        }

        return all.ToString().Trim();
    }

    private sealed class Parts
    {
        public StringBuilder Questions { get; } = new();

        public StringBuilder Commands { get; } = new();

        public StringBuilder Leads { get; } = new();

        public StringBuilder Texts { get; } = new();

        public string Question => Questions.ToString().Trim();

        public string Command => Commands.ToString().Trim();

        public string Lead => Leads.ToString().Trim();

        public string Text => Texts.ToString().Trim();
    }
}
