namespace FlowBuilder.Core.Flows;

/// <summary>A note on the canvas, for people only.</summary>
public sealed record FlowNote
{
    /// <summary>Its id, unique among the flow's notes; the same form as a node's.</summary>
    public required string Id { get; init; }

    /// <summary>What it says, in Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where its top left corner stands.</summary>
    public CanvasPoint Position { get; init; }

    /// <summary>How large it is.</summary>
    public CanvasSize Size { get; init; } = new(240, 120);

    /// <summary>Its colour's name: yellow, blue, green, pink or gray.</summary>
    public string Color { get; init; } = "yellow";

    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;
}
