using System.Text;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Slides;

/// <summary>Reads the shapes and tables of a slide, of its notes, or of a diagram on it, in the order in which they lie there.</summary>
internal sealed class SlideReader(FileToLoad file, bool isNote)
{
    private readonly TextBlocks _blocks = new();
    private readonly StringBuilder _paragraph = new();
    private SlideShape _shape = new(isNote);
    private string _title = "";
    private int _level;
    private bool? _hasBullet;
    private bool _inText;

    /// <summary>Reads to the end.</summary>
    public Slide Read(XmlReader reader)
    {
        PartWalk.Over(reader, name => name == "Fallback", Start, End, text =>
        {
            if (_inText) Write(text);
        });

        Leave();
        return new Slide(_title, _blocks.ToString());
    }

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "sp":
                Leave();
                break;
            case "ph":
                _shape.Place = XmlAttributes.Of(reader, "type") ?? "";
                break;
            case "p":
                _paragraph.Clear();
                (_level, _hasBullet) = (0, null);
                break;
            case "pPr":
                _level = XmlAttributes.NumberOf(reader, "lvl") ?? 0;
                break;
            case "buNone":
                _hasBullet = false;
                break;
            case "buChar" or "buAutoNum" or "buBlip":
                _hasBullet = true;
                break;

            // A run's text; in a diagram, the frame around a point's paragraphs has the same name.
            case "t":
                _inText = !reader.IsEmptyElement;
                break;
            case "br":
                Write("\n");
                break;
            case "tbl" when !reader.IsEmptyElement:
                _blocks.StartTable();
                break;
            case "tc" when !reader.IsEmptyElement:
                _blocks.StartCell();
                break;
        }
    }

    private void End(string element)
    {
        switch (element)
        {
            case "t": _inText = false; break;
            case "p": EndParagraph(); break;
            case "sp": Leave(); break;
            case "tc": _blocks.EndCell(); break;
            case "tr": _blocks.EndRow(); break;
            case "tbl": _blocks.EndTable(); break;
        }
    }

    private void Write(string text)
    {
        file.Budget.Keep(file.Name, text.Length);
        _paragraph.Append(text);
    }

    private void EndParagraph()
    {
        var text = _paragraph.ToString();
        _paragraph.Clear();
        if (_blocks.InCell) _blocks.Add(text);
        else _shape.Add(text, _level, _hasBullet);
    }

    private void Leave()
    {
        var shape = _shape;
        _shape = new SlideShape(isNote);
        if (shape.IsFrame) return;
        if (shape.IsTitle && _title.Length == 0) _title = shape.Text;
        else _blocks.Add(shape.Text);
    }
}
