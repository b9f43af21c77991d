namespace FlowBuilder.Web.Gallery;

/// <summary>What templates are sorted by.</summary>
public enum GalleryOrder
{
    /// <summary>As they are recommended; while somebody searches, those first whose name has the words.</summary>
    Recommended,

    /// <summary>By name, as the language of the page sorts.</summary>
    Name,

    /// <summary>The fewest nodes first.</summary>
    Simplest,
}
