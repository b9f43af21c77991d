using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Accounts;

/// <summary>Says whether a stored flow may run as a part of another: not when it names what none of those who may change it may use.</summary>
/// <remarks>Stored flows run as they are at that moment, so what was looked at when the flow around them was started or published says nothing of them.</remarks>
public interface ISubFlowPermit
{
    /// <summary>Lets the flow run, or not.</summary>
    /// <exception cref="NodeException">It may not.</exception>
    void Check(StoredFlow flow);
}
