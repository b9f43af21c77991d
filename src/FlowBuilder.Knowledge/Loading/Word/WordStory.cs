using System.Globalization;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>Reads a run of paragraphs and tables: a file's body, or a footnote.</summary>
/// <remarks>
/// Headings become <c>#</c> lines; items stand behind the number that Word shows. What a reader does not see is left out: deleted
/// text, hidden text, the codes of fields, and tables of contents, which only repeat the headings.
/// </remarks>
internal sealed class WordStory(WordStyles styles, WordNumbering numbering, FileToLoad file)
{
    private const int MostNotes = 100_000;

    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "rPrChange", "pPrChange", "sectPr", "tblPr", "trPr", "tcPr", "binData",
    };

    private readonly TextBlocks _blocks = new();
    private readonly Stack<WordParagraph> _paragraphs = new();
    private bool _inText;
    private bool _inRun;
    private bool _isHidden;

    /// <summary>The notes that the text refers to, <c>footnote</c> or <c>endnote</c> and its id, with their numbers by the order in which they are first named.</summary>
    public Dictionary<(string Kind, string Id), int> Notes { get; } = [];

    /// <summary>The first heading of the highest level, or null.</summary>
    public (int Level, string Text)? TopHeading { get; private set; }

    /// <summary>Reads to the end.</summary>
    /// <returns>The text.</returns>
    public string Read(XmlReader reader)
    {
        PartWalk.Over(reader, Unseen.Contains, Start, End, text =>
        {
            if (_inText) Write(text);
        });

        return _blocks.ToString();
    }

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" when !reader.IsEmptyElement: _paragraphs.Push(new WordParagraph()); break;
            case "r": (_inRun, _isHidden) = (!reader.IsEmptyElement, false); break;
            case "vanish" when _inRun: _isHidden = XmlAttributes.IsOn(reader); break;
            case "t": _inText = !reader.IsEmptyElement && _paragraphs.Count > 0; break;
            case "tab" when _inRun: Write("\t"); break;
            case "br" or "cr" when XmlAttributes.Of(reader, "type") is null or "textWrapping": Write("\n"); break;
            case "noBreakHyphen": Write("-"); break;
            case "footnoteReference": Refer(reader, "footnote"); break;
            case "endnoteReference": Refer(reader, "endnote"); break;
            case "tbl" when !reader.IsEmptyElement: _blocks.StartTable(); break;
            case "tc" when !reader.IsEmptyElement: _blocks.StartCell(); break;
            default: Describe(reader); break;
        }
    }

    private void Describe(XmlReader reader)
    {
        if (!_paragraphs.TryPeek(out var paragraph)) return;
        switch (reader.LocalName)
        {
            case "pStyle": paragraph.Style = XmlAttributes.Of(reader, "val"); break;
            case "outlineLvl": paragraph.Outline = XmlAttributes.NumberOf(reader, "val"); break;
            case "numId": paragraph.List = XmlAttributes.NumberOf(reader, "val"); break;
            case "ilvl": paragraph.ListLevel = XmlAttributes.NumberOf(reader, "val"); break;
        }
    }

    private void End(string element)
    {
        switch (element)
        {
            case "t": _inText = false; break;
            case "r": _inRun = false; break;
            case "p" when _paragraphs.TryPop(out var paragraph): Add(paragraph); break;
            case "tc": _blocks.EndCell(); break;
            case "tr": _blocks.EndRow(); break;
            case "tbl": _blocks.EndTable(); break;
        }
    }

    private void Write(string text)
    {
        if (_isHidden || !_paragraphs.TryPeek(out var paragraph)) return;
        file.Budget.Keep(file.Name, text.Length);
        paragraph.Text.Append(text);
    }

    private void Refer(XmlReader reader, string kind)
    {
        if (XmlAttributes.Of(reader, "id") is not { } id) return;
        if (!Notes.TryGetValue((kind, id), out var number))
        {
            if (Notes.Count >= MostNotes) return;
            Notes[(kind, id)] = number = Notes.Count + 1;
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"[^{number}]"));
    }

    private void Add(WordParagraph paragraph)
    {
        var style = styles.Of(paragraph.Style);
        var text = paragraph.Text.ToString().Trim();
        if (text.Length == 0 || style.Name.StartsWith("toc ", StringComparison.Ordinal)) return;
        var (list, level) = (paragraph.List ?? style.List ?? 0, Math.Clamp(paragraph.ListLevel ?? style.ListLevel ?? 0, 0, 8));
        var marker = list > 0 ? numbering.Next(list, level) : "";
        file.Budget.Keep(file.Name, marker.Length + (2 * level) + 4);
        var item = marker.Length == 0 ? text : $"{marker} {text}";
        if ((paragraph.Outline ?? style.Outline) is { } outline and >= 0 and < 9 && !_blocks.InCell)
        {
            var heading = (marker == "-" ? text : item).ReplaceLineEndings(" ");
            if (TopHeading is null || outline < TopHeading.Value.Level) TopHeading = (outline, heading);
            _blocks.Add($"{new string('#', Math.Min(outline + 1, 6))} {heading}");
        }
        else
        {
            _blocks.Add(list > 0 ? new string(' ', 2 * level) + item : item, isItem: list > 0);
        }
    }
}
