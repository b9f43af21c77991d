namespace FlowBuilder.Web.Api.Keys;

/// <summary>Marks a call that only a key that may change everything may make, though its method be GET.</summary>
internal sealed class Manages;
