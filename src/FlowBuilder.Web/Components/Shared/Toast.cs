namespace FlowBuilder.Web.Components.Shared;

/// <summary>A short message at the foot of the page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsProblem">Whether something did not work.</param>
/// <param name="ActionLabel">What can be done about it, or null.</param>
/// <param name="Action">Does it.</param>
internal sealed record Toast(string Text, bool IsProblem = false, string? ActionLabel = null, Func<Task>? Action = null);
