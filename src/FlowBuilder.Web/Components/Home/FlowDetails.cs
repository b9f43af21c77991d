using System.Collections.Immutable;

namespace FlowBuilder.Web.Components.Home;

/// <summary>What a list of flows says of one, as somebody wrote it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
public sealed record FlowDetails(string Name, string Description, ImmutableArray<string> Tags);
