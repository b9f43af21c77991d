using System.Collections.Immutable;

namespace FlowBuilder.Web.Components.Fields.Schema;

/// <summary>One field of an object in a JSON Schema, as the form shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The way from the root of the schema to the field's own schema, member by member.</param>
/// <param name="Type">What it holds.</param>
public sealed record SchemaEntry(string Name, ImmutableArray<string> Path, SchemaType Type)
{
    /// <summary>What it means, for the model.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The texts that it may be, for a choice or a list of choices.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What the items of a list are; null for anything but a list.</summary>
    public SchemaType? ItemType { get; init; }

    /// <summary>The way to the object whose fields stand under this one; null where none do.</summary>
    public ImmutableArray<string>? ObjectPath { get; init; }

    /// <summary>The fields under this one.</summary>
    public ImmutableArray<SchemaEntry> Fields { get; init; } = [];

    /// <summary>The way to the schema that holds <see cref="Values"/>.</summary>
    public ImmutableArray<string> ValuesPath => Type == SchemaType.List ? Path.Add("items") : Path;
}
