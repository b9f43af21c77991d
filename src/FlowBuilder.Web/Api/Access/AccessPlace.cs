namespace FlowBuilder.Web.Api.Access;

/// <summary>Where a route names the resource that it is about.</summary>
internal enum AccessPlace
{
    /// <summary>Nowhere: it is about none, or about many.</summary>
    None,

    /// <summary>A flow, by <c>{id}</c>.</summary>
    Flow,

    /// <summary>A run of a flow, by <c>{runId}</c>.</summary>
    Run,

    /// <summary>An endpoint of a flow, by <c>{slug}</c>.</summary>
    Endpoint,

    /// <summary>A knowledge base, by <c>{id}</c>.</summary>
    Knowledge,

    /// <summary>A connection, by <c>{name}</c>.</summary>
    Connection,
}
