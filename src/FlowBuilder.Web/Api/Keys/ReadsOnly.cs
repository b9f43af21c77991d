namespace FlowBuilder.Web.Api.Keys;

/// <summary>Marks a call that changes nothing though its method is POST: a key that may read may make it.</summary>
internal sealed class ReadsOnly;
