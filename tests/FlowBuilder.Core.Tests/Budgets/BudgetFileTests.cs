using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Tests.Flows.Support;

namespace FlowBuilder.Core.Tests.Budgets;

/// <summary>Budgets in flow files.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BudgetFileTests
{
    [TestCase("{ \"cost\": 0 }", "budget.out-of-range $.budget.cost")]
    [TestCase("{ \"cost\": 1e99 }", "budget.out-of-range $.budget.cost")]
    [TestCase("{ \"tokens\": 0 }", "budget.out-of-range $.budget.tokens")]
    [TestCase("{ \"tokens\": 1.5 }", "member.wrong-type $.budget.tokens")]
    [TestCase("{ \"seconds\": -1 }", "budget.out-of-range $.budget.seconds")]
    [TestCase("{ \"seconds\": \"1\" }", "member.wrong-type $.budget.seconds")]
    [TestCase("{ \"onReached\": \"go\" }", "member.wrong-value $.budget.onReached")]
    [TestCase("5", "member.wrong-type $.budget")]
    public void What_is_no_budget_is_refused_by_its_place(string budget, string problem)
    {
        var read = Examples.Format.Read(System.Text.Encoding.UTF8.GetBytes($$"""{ "format": "flowbuilder/1", "name": "x", "budget": {{budget}} }"""));

        Assert.That(read.Flow, Is.Null);
        Assert.That(read.Diagnostics.Select(found => $"{found.Code} {found.Path}"), Does.Contain(problem));
    }

    [Test]
    public void Budget_that_says_nothing_is_left_out()
    {
        var flow = Examples.Flow("""{ "format": "flowbuilder/1", "name": "x", "budget": {} }""");

        Assert.That(Examples.Write(flow), Does.Not.Contain("budget\":"));
    }

    [Test]
    public void Budget_is_read_as_it_is_written()
    {
        var flow = Examples.Flow("""{ "format": "flowbuilder/1", "name": "x", "budget": { "cost": 0.05, "tokens": 2e4, "seconds": 1.5, "onReached": "ask" } }""");

        Assert.That(flow.Budget, Is.EqualTo(new Budget { Cost = 0.05m, Tokens = 20_000, Seconds = 1.5, OnReached = AtBudgetEnd.Ask }));
    }
}
