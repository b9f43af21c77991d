namespace FlowBuilder.Providers.Offline;

/// <summary>What a labelled line of a prompt begins.</summary>
internal enum SectionLabel
{
    /// <summary>It is no label.</summary>
    None,

    /// <summary>What is asked.</summary>
    Question,

    /// <summary>The text to work on.</summary>
    Text,

    /// <summary>The place for the answer.</summary>
    Answer,
}
