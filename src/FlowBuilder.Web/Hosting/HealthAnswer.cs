namespace FlowBuilder.Web.Hosting;

/// <summary>How the program is.</summary>
/// <param name="Status"><c>ok</c> or <c>not-ready</c>.</param>
/// <param name="Reason">Why it is not ready, or null.</param>
internal sealed record HealthAnswer(string Status, string? Reason);
