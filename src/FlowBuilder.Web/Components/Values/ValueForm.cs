namespace FlowBuilder.Web.Components.Values;

/// <summary>A way in which a value can be shown.</summary>
internal enum ValueForm
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>As the Markdown that it is written in.</summary>
    Markdown,

    /// <summary>As rows and columns.</summary>
    Table,

    /// <summary>As a tree of objects, lists and values.</summary>
    Tree,

    /// <summary>As passages with their sources and scores.</summary>
    Documents,

    /// <summary>As messages of a conversation.</summary>
    Messages,

    /// <summary>As a picture.</summary>
    Image,

    /// <summary>As a file with name and size.</summary>
    File,
}
