using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Tools;

/// <summary>A header or an environment variable whose value is never shown.</summary>
/// <param name="Name">Its name, which is shown.</param>
/// <param name="Value">Its value; null keeps the stored one of the same name, or means that none could be read.</param>
public sealed record NamedSecret(string Name, Secret? Value);
