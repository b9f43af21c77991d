namespace FlowBuilder.Nodes.Json;

/// <summary>What had to be mended in a text that is nearly JSON.</summary>
internal enum JsonRepairKind
{
    /// <summary>Words or a code fence around it were left out.</summary>
    Surroundings,

    /// <summary>Comments were left out.</summary>
    Comments,

    /// <summary>Commas were too many or missing.</summary>
    Commas,

    /// <summary>Quotes were single, curly, joined by a plus, or stood unescaped inside a text.</summary>
    Quotes,

    /// <summary>Names or texts had no quotes.</summary>
    Unquoted,

    /// <summary>Literals were those of Python or JavaScript.</summary>
    Literals,

    /// <summary>Numbers were written in a form that JSON does not have.</summary>
    Numbers,

    /// <summary>Line breaks or tabs stood in texts as they are.</summary>
    ControlCharacters,

    /// <summary>Escapes were of a form that JSON does not have.</summary>
    Escapes,

    /// <summary>Dots stood for more of the same.</summary>
    Ellipsis,

    /// <summary>A member had no value.</summary>
    Missing,

    /// <summary>The end was cut off.</summary>
    CutOff,
}
