namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>How the minimap colours a part; the browser knows the numbers (wwwroot/js/canvas/parts.js).</summary>
[Flags]
internal enum PartMarks
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>It is selected.</summary>
    Selected = 1,

    /// <summary>It runs or waits for something.</summary>
    Running = 2,

    /// <summary>It failed.</summary>
    Failed = 4,

    /// <summary>It is a note and no node.</summary>
    Note = 8,
}
