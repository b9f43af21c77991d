namespace FlowBuilder.Core.Tables.Sql;

/// <summary>What a piece of SQL is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or a name that is not quoted.</summary>
    Word,

    /// <summary>A name in quotes.</summary>
    QuotedName,

    /// <summary>A text, in whatever quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A place for a value: <c>$1</c>.</summary>
    Parameter,

    /// <summary>The end of a statement.</summary>
    Semicolon,

    /// <summary>One character of anything else.</summary>
    Sign,
}
