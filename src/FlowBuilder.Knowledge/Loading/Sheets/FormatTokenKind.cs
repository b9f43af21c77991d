namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>What a piece of a number format stands for.</summary>
internal enum FormatTokenKind
{
    /// <summary>Text that is shown as it is.</summary>
    Literal,

    /// <summary>A place for digits, or what governs them: <c>0 # ? . , % E+ /</c>.</summary>
    Digit,

    /// <summary>A part of a date or time, such as <c>yyyy</c>, <c>mm</c> or <c>am/pm</c>.</summary>
    Date,

    /// <summary>Hours, minutes or seconds that do not begin anew, such as <c>[h]</c>.</summary>
    Elapsed,

    /// <summary>The number in the plainest form.</summary>
    General,

    /// <summary>The text of a cell that holds text.</summary>
    Text,
}
