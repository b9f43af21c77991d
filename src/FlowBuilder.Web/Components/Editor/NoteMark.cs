namespace FlowBuilder.Web.Components.Editor;

/// <summary>How a piece of a note is set.</summary>
internal enum NoteMark
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Slanted: <c>*text*</c>.</summary>
    Emphasis,

    /// <summary>Heavy: <c>**text**</c>.</summary>
    Strong,
}
