using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace FlowBuilder.Testing.Hazards;

/// <summary>Marks a test that shows what happens in a case of <c>docs/hazards.cases.json</c>; one test may show several.</summary>
/// <param name="cases">Ids of cases, such as <c>SEC-41</c>.</param>
/// <remarks>They are categories of the test, so that <c>--filter TestCategory=SEC-41</c> runs what shows a case.
/// <c>docs/hazards.md</c> is made from these marks and the results of the tests that bear them.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = false)]
public sealed class HazardAttribute(params string[] cases) : NUnitAttribute, IApplyToTest
{
    /// <inheritdoc/>
    public void ApplyToTest(Test test)
    {
        foreach (var id in cases) test.Properties.Add(PropertyNames.Category, id);
    }
}
