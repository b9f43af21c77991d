namespace FlowBuilder.Core.Knowledge;

/// <summary>Documents that are searched together, and how they are cut and embedded.</summary>
public sealed record KnowledgeBase
{
    /// <summary>The most characters of an id.</summary>
    public const int MostIdLength = 200;

    /// <summary>What flows and addresses call it; permanent.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>How its documents are cut and embedded.</summary>
    public KnowledgeSettings Settings { get; init; } = new();

    /// <summary>Counts the changes of name, description and settings, from 1.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its name, description or settings were changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
