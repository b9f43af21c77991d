using System.Text;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>A paragraph while it is read.</summary>
internal sealed class WordParagraph
{
    /// <summary>Its words so far.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>The id of its style, or null.</summary>
    public string? Style { get; set; }

    /// <summary>What it says of itself, before its style.</summary>
    public int? Outline { get; set; }

    /// <summary>The list it belongs to by itself, 0 for none.</summary>
    public int? List { get; set; }

    /// <summary>Its level in the list by itself.</summary>
    public int? ListLevel { get; set; }
}
