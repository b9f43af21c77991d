namespace FlowBuilder.Testing.Hubs;

/// <summary>A hub refused a call; the message is what it said.</summary>
public sealed class HubCallException(string message) : Exception(message);
