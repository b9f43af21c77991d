namespace FlowBuilder.Core.Accounts;

/// <summary>Something that is shared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; of a connection its name.</param>
public readonly record struct Resource(ResourceKind Kind, string Id)
{
    /// <summary>A flow.</summary>
    public static Resource Flow(string id) => new(ResourceKind.Flow, id);

    /// <summary>A knowledge base.</summary>
    public static Resource Knowledge(string id) => new(ResourceKind.Knowledge, id);

    /// <summary>A connection.</summary>
    public static Resource Connection(string name) => new(ResourceKind.Connection, name);
}
