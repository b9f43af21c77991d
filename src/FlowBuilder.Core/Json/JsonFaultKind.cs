namespace FlowBuilder.Core.Json;

/// <summary>What is wrong with a text that should be JSON.</summary>
internal enum JsonFaultKind
{
    /// <summary>There is nothing in it but blanks.</summary>
    Empty,

    /// <summary>Something stands where JSON allows something else.</summary>
    Syntax,

    /// <summary>It breaks off in the middle.</summary>
    EndsEarly,

    /// <summary>It has a comment, which JSON does not know.</summary>
    Comment,

    /// <summary>Something follows after the value has ended.</summary>
    TrailingData,

    /// <summary>Objects and lists nest deeper than <see cref="CoreJson.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>An object has two members of one name.</summary>
    DuplicateKey,

    /// <summary>A text has half of a surrogate pair, such as <c>\ud800</c> alone.</summary>
    LoneSurrogate,
}
