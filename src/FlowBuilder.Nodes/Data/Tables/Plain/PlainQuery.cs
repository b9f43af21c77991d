using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>A simple question as SQL.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Label">What it works out, for people.</param>
/// <param name="Unit">The unit of its numbers; empty where they have none.</param>
internal sealed record PlainQuery(string Sql, LocalText Label, string Unit);
