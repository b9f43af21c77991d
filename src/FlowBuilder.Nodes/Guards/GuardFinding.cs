using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards;

/// <summary>One thing that a guard found. It never holds the text itself.</summary>
/// <param name="Sign">Its stable name, such as <c>email</c> or <c>override</c>.</param>
/// <param name="Reason">What it is, in words.</param>
/// <param name="Weight">How much it counts, from 0 to 1.</param>
internal sealed record GuardFinding(string Sign, LocalText Reason, double Weight = 1);
