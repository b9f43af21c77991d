namespace FlowBuilder.Web.Api.Keys;

/// <summary>A key that was made just now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Key">The secret: shown this once.</param>
internal sealed record KeyCreated(string Id, string Name, string Key);
