using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Calculating;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class CalculatorNodeTests
{
    [TestCase("1 + 2 * 3", "7")]
    [TestCase("(1 + 2) * 3", "9")]
    [TestCase("-2^2", "-4")]
    [TestCase("2^3^2", "512")]
    [TestCase("2 ** -2", "0.25")]
    [TestCase("0.1 + 0.2", "0.3")]
    [TestCase("1/3 + 1/3 + 1/3", "1")]
    [TestCase("10 / 4", "2.5")]
    [TestCase("10 % 3", "1")]
    [TestCase("-7 mod 3", "2")]
    [TestCase("200 + 10%", "220")]
    [TestCase("200 - 10%", "180")]
    [TestCase("50% * 8", "4")]
    [TestCase("15% of 80", "12")]
    [TestCase("1,234,567.89 * 2", "2469135.78")]
    [TestCase("max(1,234)", "234")]
    [TestCase("5!", "120")]
    [TestCase("sqrt(16) + sqrt(1/4)", "4.5")]
    [TestCase("round(2.5) + round(-2.5)", "0")]
    [TestCase("round(1234.5678, 2)", "1234.57")]
    [TestCase("round(1250, -2)", "1300")]
    [TestCase("floor(-1.5) + ceil(-1.5) + trunc(-1.5)", "-4")]
    [TestCase("avg(1; 2; 4; 5) + median(5, 1, 3)", "6")]
    [TestCase("gcd(12, 18) * lcm(4, 6)", "72")]
    [TestCase("123456789012345678901234567890 * 987654321098765432109876543210", "121932631137021795226185032733622923332237463801111263526900")]
    [TestCase("2^100", "1267650600228229401496703205376")]
    [TestCase("1.5e3 + 2E-2", "1500.02")]
    [TestCase("0^0", "1")]
    [TestCase("(-1)^999999999999", "-1")]
    [TestCase("3 × 4 ÷ 2 − 1", "5")]
    public void An_expression_has_its_exact_value(string expression, string value) =>
        Assert.That((Calculator.Evaluate(expression).Write(out var isRounded), isRounded), Is.EqualTo((value, false)));

    [TestCase("sqrt(2)", "1.4142135623731")]
    [TestCase("pi", "3.14159265358979")]
    [TestCase("1/3", "0.333333333333333333333333333333")]
    [TestCase("sin(0.5)^2 + cos(0.5)^2", "1")]
    [TestCase("exp(100)", "2.68811714181614e+43")]
    [TestCase("exp(-50)", "1.92874984796392e-22")]
    [TestCase("ln(e)", "1")]
    [TestCase("log(1000) + log2(8) + log(8, 2)", "9")]
    public void A_value_that_has_no_end_is_rounded_and_says_so(string expression, string value) =>
        Assert.That((Calculator.Evaluate(expression).Write(out var isRounded), isRounded), Is.EqualTo((value, true)));

    [TestCase("", 0)]
    [TestCase("1 +", 3)]
    [TestCase("1 + * 2", 4)]
    [TestCase("(1 + 2", 6)]
    [TestCase("1 / (2 - 2)", 2)]
    [TestCase("2 + foo(3)", 4)]
    [TestCase("2 3", 2)]
    [TestCase("sqrt(-1)", 0)]
    [TestCase("10^99999999", 2)]
    [TestCase("1e999999999999", 1)]
    [TestCase("99999!", 5)]
    [TestCase("x = 1", 0)]
    [TestCase("1,23", 1)]
    [TestCase("max()", 0)]
    public void What_has_no_value_is_refused_with_its_place(string expression, int position) =>
        Assert.That(Assert.Throws<CalculationException>(() => Calculator.Evaluate(expression))!.Position, Is.EqualTo(position));

    [Test]
    [Hazard("SEC-78")]
    public void Hostile_expressions_end_soon([Values] bool isDeep)
    {
        var expression = isDeep ? new string('(', 1_900) : string.Join('*', Enumerable.Repeat("999!", 400));
        var start = Stopwatch.GetTimestamp();

        Assert.That(() => Calculator.Evaluate(expression), Throws.InstanceOf<CalculationException>());
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task The_node_works_out_wired_values_and_gives_the_tool()
    {
        var result = await NodeHarness.RunAsync<CalculatorNode>(new { expression = "{{price}} * {{amount}}" }, new Dictionary<string, object> { ["price"] = 2.5, ["amount"] = "4" });

        Assert.That((result.Text("text"), (double)result["number"], result.Has("tool")), Is.EqualTo(("10", 10d, true)));
        Assert.That(NodeHarness.ProblemsOf<CalculatorNode>(new { expression = "1 +" }).Single().Text.English, Does.Contain("character 4"));
    }

    [Test]
    public async Task A_model_gets_results_and_reasons()
    {
        var tool = (ToolValue)(await NodeHarness.RunAsync<CalculatorNode>())["tool"];

        Assert.That(tool.HasSideEffects, Is.False);
        Assert.That(await tool.Function.InvokeAsync(new AIFunctionArguments { ["expression"] = "2^64" }), Is.EqualTo("18446744073709551616"));
        Assert.That(await tool.Function.InvokeAsync(new AIFunctionArguments { ["expression"] = "1/7" }), Does.EndWith("(rounded)"));
        Assert.That(Assert.ThrowsAsync<NodeException>(async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["expression"] = "1/0" }))!.Text.English, Does.Contain("zero"));
    }
}
