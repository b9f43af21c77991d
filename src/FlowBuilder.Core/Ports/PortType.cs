using System.Collections.Immutable;

namespace FlowBuilder.Core.Ports;

/// <summary>What kind of value a port takes or gives.</summary>
/// <param name="Name">Its name in files, API and on screen.</param>
public readonly record struct PortType(string Name)
{
    /// <summary>Text, whole or live; carried as <see cref="string"/> or <see cref="Values.LiveText"/>.</summary>
    public static readonly PortType Text = new("text");

    /// <summary>A number; carried as <see cref="double"/>.</summary>
    public static readonly PortType Number = new("number");

    /// <summary>Yes or no; carried as <see cref="bool"/>.</summary>
    public static readonly PortType Boolean = new("boolean");

    /// <summary>Any JSON value; carried as <see cref="System.Text.Json.JsonElement"/>.</summary>
    public static readonly PortType Json = new("json");

    /// <summary>One message with a role; carried as <see cref="Values.Message"/>.</summary>
    public static readonly PortType Message = new("message");

    /// <summary>A conversation; carried as <see cref="Values.MessageList"/>.</summary>
    public static readonly PortType Messages = new("messages");

    /// <summary>Passages with source and score; carried as <see cref="Values.DocumentList"/>.</summary>
    public static readonly PortType Documents = new("documents");

    /// <summary>An embedding; carried as <see cref="Values.Vector"/>.</summary>
    public static readonly PortType Vector = new("vector");

    /// <summary>A file's bytes and name; carried as <see cref="Values.FileValue"/>.</summary>
    public static readonly PortType File = new("file");

    /// <summary>A picture; carried as <see cref="Values.ImageValue"/>.</summary>
    public static readonly PortType Image = new("image");

    /// <summary>Something that a model may call; carried as <see cref="Values.ToolValue"/>, several as <see cref="Values.ToolSet"/>.</summary>
    public static readonly PortType Tool = new("tool");

    /// <summary>A value of any type; what it is shows when it arrives.</summary>
    public static readonly PortType Any = new("any");

    /// <summary>Every type, in the order in which documents list them.</summary>
    public static readonly ImmutableArray<PortType> All =
        [Text, Number, Boolean, Json, Message, Messages, Documents, Vector, File, Image, Tool, Any];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
