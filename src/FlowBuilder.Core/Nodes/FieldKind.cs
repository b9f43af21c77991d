namespace FlowBuilder.Core.Nodes;

/// <summary>How a setting is edited.</summary>
public enum FieldKind
{
    /// <summary>By the property's type: text, number, integer, boolean, choice, JSON or list.</summary>
    Auto,

    /// <summary>A line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    Multiline,

    /// <summary>Text with <c>{{variables}}</c>, each of which makes a port.</summary>
    Template,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>On or off.</summary>
    Boolean,

    /// <summary>One of a few named values.</summary>
    Choice,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>A JSON Schema.</summary>
    JsonSchema,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>A list of name and value.</summary>
    Pairs,

    /// <summary>A list of rows, each with fields of its own: a property whose type is a list of a record.</summary>
    Rows,

    /// <summary>A small file, embedded in the flow.</summary>
    File,

    /// <summary>The name of a model connection.</summary>
    Connection,

    /// <summary>The name of a database connection.</summary>
    Database,

    /// <summary>The name of a model that the chosen connection offers.</summary>
    Model,

    /// <summary>The name of a knowledge base.</summary>
    Knowledge,

    /// <summary>The id or slug of a stored flow.</summary>
    Flow,

    /// <summary>The name of a tool server that an operator set up.</summary>
    ToolServer,

    /// <summary>Names of tools that the chosen tool server offers; empty for all.</summary>
    ServerTools,

    /// <summary>The name of a connection to a service that searches the web.</summary>
    WebSearch,

    /// <summary>The name of a connection to a mail server.</summary>
    MailServer,
}
