using System.Text;

namespace FlowBuilder.Knowledge.Loading.Slides;

/// <summary>A shape with text while it is read.</summary>
/// <param name="isNote">Whether it stands in speaker notes, where the body is running text.</param>
internal sealed class SlideShape(bool isNote)
{
    private readonly StringBuilder _text = new();

    /// <summary>What the layout keeps the shape for, such as <c>title</c>, <c>body</c> or <c>sldNum</c>; null for a free one.</summary>
    public string? Place { get; set; }

    /// <summary>Whether it is the slide's title.</summary>
    public bool IsTitle => Place is "title" or "ctrTitle";

    /// <summary>Whether it stands on each slide: the date, the footer, the slide's number, or, in notes, the slide itself.</summary>
    public bool IsFrame => Place is "dt" or "ftr" or "hdr" or "sldNum" or "sldImg";

    /// <summary>Whether its paragraphs have bullets unless they say otherwise.</summary>
    public bool HasBullets => !isNote && Place is "body" or "obj" or "";

    /// <summary>Its paragraphs so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds a paragraph.</summary>
    /// <param name="paragraph">Its text.</param>
    /// <param name="level">Its depth in a list, from 0.</param>
    /// <param name="hasBullet">Whether it has a bullet; null where it does not say.</param>
    public void Add(string paragraph, int level, bool? hasBullet)
    {
        if (string.IsNullOrWhiteSpace(paragraph)) return;
        if (_text.Length > 0) _text.Append(IsTitle ? ' ' : '\n');
        if (!IsTitle && (hasBullet ?? HasBullets)) _text.Append(' ', 2 * Math.Clamp(level, 0, 8)).Append("- ");
        _text.Append(IsTitle ? paragraph.Trim().ReplaceLineEndings(" ") : paragraph.Trim());
    }
}
