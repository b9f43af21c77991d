namespace FlowBuilder.Web.Reference;

/// <summary>Where the reference of the nodes is.</summary>
internal static class NodeAddress
{
    /// <summary>The page of all nodes.</summary>
    public const string Root = "/nodes";

    /// <summary>The page of one node type.</summary>
    public static string Of(string type) => $"{Root}/{Uri.EscapeDataString(type)}";
}
