namespace FlowBuilder.Storage.Publishing;

/// <summary>What makes an endpoint and all that hangs on it live: its flow is not in the bin.</summary>
internal static class LiveFlow
{
    /// <summary>Joins an endpoint, <c>e</c>, to its flow, <c>f</c>, where that is not in the bin.</summary>
    public const string Join = "JOIN flows f ON f.id = e.flow_id AND f.deleted_at IS NULL";
}
