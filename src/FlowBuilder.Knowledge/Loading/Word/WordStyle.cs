namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>What a paragraph style means.</summary>
internal sealed record WordStyle
{
    /// <summary>Nothing: plain text.</summary>
    public static readonly WordStyle Plain = new();

    /// <summary>Its name, in lower case; Word writes those of its own styles in English whatever language it runs in.</summary>
    public string Name { get; init; } = "";

    /// <summary>The id of the style it is built on, or null.</summary>
    public string? BasedOn { get; init; }

    /// <summary>The level of heading, from 0; 9 for text; null where it says nothing.</summary>
    public int? Outline { get; init; }

    /// <summary>The list it belongs to, 0 for none; null where it says nothing.</summary>
    public int? List { get; init; }

    /// <summary>The level in the list, from 0; null where it says nothing.</summary>
    public int? ListLevel { get; init; }
}
