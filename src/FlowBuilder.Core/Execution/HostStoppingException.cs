namespace FlowBuilder.Core.Execution;

/// <summary>The host is stopping and starts no more runs. Nothing was started; try again a little later.</summary>
public sealed class HostStoppingException() : Exception("The program is stopping and starts no more runs.");
