namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>What the browser is told of where parts stand (wwwroot/js/canvas/parts.js reads it).</summary>
internal sealed class PartNews
{
    /// <summary>The parts that are new or changed.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Five numbers for each of them: left, top, width and height in canvas pixels, and its <see cref="PartMarks"/>.</summary>
    public List<double> Boxes { get; } = [];

    /// <summary>The parts that are no longer there.</summary>
    public List<string> Gone { get; } = [];
}
