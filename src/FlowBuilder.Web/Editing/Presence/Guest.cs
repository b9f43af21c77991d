using System.Collections.Immutable;

namespace FlowBuilder.Web.Editing.Presence;

/// <summary>What the others know of one window on a flow, apart from its pointer.</summary>
internal sealed record Guest
{
    /// <summary>How many animals there are to be named after.</summary>
    public const int Animals = 16;

    /// <summary>How many colours there are.</summary>
    public const int Colors = 8;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 32;

    /// <summary>Its number in the room; never given twice.</summary>
    public required int Id { get; init; }

    /// <summary>Its colour, from 0; two in a room have the same only where there are more people than colours.</summary>
    public required int Color { get; init; }

    /// <summary>The name that the person chose; empty for the animal's.</summary>
    public string Name { get; init; } = "";

    /// <summary>The animal that it is called after, from 0; -1 before it introduced itself.</summary>
    public int Animal { get; init; }

    /// <summary>Tells it from others of the same animal, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Whether its connection stands.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>The nodes and notes that are selected in it.</summary>
    public ImmutableArray<string> Selection { get; init; } = [];

    /// <summary>The node or note whose text field has its caret, or null.</summary>
    public string? Part { get; init; }

    /// <summary>The field that has its caret, or null.</summary>
    public string? Field { get; init; }
}
