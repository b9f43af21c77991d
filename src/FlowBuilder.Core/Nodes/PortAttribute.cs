namespace FlowBuilder.Core.Nodes;

/// <summary>Says more of a port than its type does. A port without it is named after its property or field, in camel case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PortAttribute : Attribute
{
    /// <summary>For an input of type <see cref="object"/>: whether it takes live text as it comes. <see cref="Values.LiveText"/> inputs always do.</summary>
    public bool AcceptsLive { get; init; }

    /// <summary>For an output: whether it is the flow's own result, shown and journalled but not open to edges.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether the property holds the values of the ports that settings make, by port id.</summary>
    public bool Dynamic { get; init; }
}
