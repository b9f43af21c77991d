namespace FlowBuilder.Core.Flows;

/// <summary>One port of one node: an edge's end, written <c>node-id.port-id</c>.</summary>
/// <param name="Node">The node.</param>
/// <param name="Port">The port's id on that node.</param>
public readonly record struct PortAddress(NodeId Node, string Port)
{
    /// <summary>Reads <c>node-id.port-id</c>; false where the text has not that form.</summary>
    public static bool TryParse(string? text, out PortAddress address)
    {
        address = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || dot == text!.Length - 1 || !NodeId.IsValid(text[..dot])) return false;
        address = new PortAddress(new NodeId(text[..dot]), text[(dot + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Node.Value}.{Port}";
}
