using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Running;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
internal sealed class FaultAdviceTests
{
    [TestCase("model.unauthorized", FaultKind.Provider, "ConnectModel")]
    [TestCase("model.too-long", FaultKind.Flow, "OpenInput")]
    [TestCase("node.timeout", FaultKind.Timeout, "OpenSettings")]
    [TestCase("nobody.knows", FaultKind.Input, "OpenInputs")]
    [TestCase("nobody.knows", FaultKind.Provider, "OpenSettings")]
    [TestCase("nobody.knows", FaultKind.Timeout, "OpenSettings")]
    [TestCase("nobody.knows", FaultKind.Flow, "OpenSettings")]
    [TestCase("nobody.knows", FaultKind.Internal, "None")]
    public void Every_fault_says_what_to_try_in_both_languages(string code, FaultKind kind, string action)
    {
        var advice = FaultAdvice.For(new NodeFault(code, kind, LocalText.Of("What happened.", "무슨 일이 있었습니다.")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(advice.Action.ToString(), Is.EqualTo(action));
            Assert.That(advice.Text.English, Does.EndWith("."));
            Assert.That(advice.Text.For(CultureInfo.GetCultureInfo("ko")), Does.Match("\\p{IsHangulSyllables}.*\\.$"));
        }
    }
}
