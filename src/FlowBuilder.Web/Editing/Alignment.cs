namespace FlowBuilder.Web.Editing;

/// <summary>How several parts are put in order.</summary>
internal enum Alignment
{
    /// <summary>Their left edges on the leftmost one's.</summary>
    Left,

    /// <summary>Their middles on one line that goes down.</summary>
    Center,

    /// <summary>Their right edges on the rightmost one's.</summary>
    Right,

    /// <summary>Their upper edges on the topmost one's.</summary>
    Top,

    /// <summary>Their middles on one line that goes across.</summary>
    Middle,

    /// <summary>Their lower edges on the lowest one's.</summary>
    Bottom,

    /// <summary>The same room between them, from the leftmost to the rightmost.</summary>
    Across,

    /// <summary>The same room between them, from the topmost to the lowest.</summary>
    Down,
}
