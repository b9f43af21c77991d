namespace FlowBuilder.Web.Components.Fields.Schema;

/// <summary>What a field of a JSON Schema holds, as the form names it.</summary>
public enum SchemaType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary>An object with fields of its own.</summary>
    Object,

    /// <summary>A list, each of whose items is of one kind.</summary>
    List,

    /// <summary>Something that only JSON can say: a reference, alternatives, a list of lists.</summary>
    Other,
}
