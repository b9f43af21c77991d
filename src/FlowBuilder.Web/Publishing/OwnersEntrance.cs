namespace FlowBuilder.Web.Publishing;

/// <summary>Marks routes by which whoever works at the program calls its endpoints: no key, no limit, public or not.</summary>
/// <remarks>Only for routes of the management API, which ports for callers do not answer and other sites' pages cannot change anything by.</remarks>
internal sealed record OwnersEntrance;
