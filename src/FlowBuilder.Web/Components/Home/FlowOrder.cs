namespace FlowBuilder.Web.Components.Home;

/// <summary>What a list of flows is sorted by.</summary>
public enum FlowOrder
{
    /// <summary>Last edited first.</summary>
    Edited,

    /// <summary>By name, as the language of the page sorts.</summary>
    Name,
}
