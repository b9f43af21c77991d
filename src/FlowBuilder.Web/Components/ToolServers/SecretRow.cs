namespace FlowBuilder.Web.Components.ToolServers;

/// <summary>A header or an environment variable as it is typed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What was typed as its value; empty for nothing.</param>
/// <param name="IsStored">Whether a value is stored that stays where none is typed.</param>
public sealed record SecretRow(string Name, string Value, bool IsStored);
