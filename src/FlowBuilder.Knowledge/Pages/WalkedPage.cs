using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>What came of one page.</summary>
/// <param name="Address">Its address, for people.</param>
/// <param name="Documents">Its documents; none where it could not be loaded.</param>
/// <param name="Fault">Why it could not be loaded, or null.</param>
internal sealed record WalkedPage(string Address, DocumentList Documents, NodeException? Fault);
