using System.Text.Json;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Schemas;

namespace FlowBuilder.Core.Tests.Flows.Schemas;

[Parallelizable(ParallelScope.All)]
public sealed class FlowContractTests
{
    private static readonly FlowContract Contract = FlowContract.Of(Examples.Flow(Examples.Rag), Examples.Catalogue);

    [TestCase("""{ "question": "Why?" }""", true)]
    [TestCase("""{ "question": 5 }""", false)]
    [TestCase("{}", false)]
    [TestCase("""{ "question": "Why?", "other": 1 }""", false)]
    public void The_input_schema_takes_what_the_flow_takes(string inputs, bool fits) =>
        Assert.That(new JsonSchemaCheck(Contract.InputSchema).Check(JsonElement.Parse(inputs)).Count == 0, Is.EqualTo(fits));

    [Test]
    public void The_input_schema_describes_each_input_with_its_example()
    {
        var question = Contract.InputSchema.GetProperty("properties").GetProperty("question");

        Assert.That(question.GetProperty("description").GetString(), Is.EqualTo("Asked for."));
        Assert.That(question.GetProperty("examples")[0].GetString(), Is.EqualTo("How long is the warranty?"));
    }

    [TestCase("""{ "answer": "Because." }""", true)]
    [TestCase("{}", true)]
    [TestCase("""{ "answer": 5 }""", false)]
    public void The_output_schema_takes_what_the_flow_gives(string outputs, bool fits) =>
        Assert.That(new JsonSchemaCheck(Contract.OutputSchema).Check(JsonElement.Parse(outputs)).Count == 0, Is.EqualTo(fits));

    [Test]
    public void An_unfinished_flow_has_a_contract_too()
    {
        var flow = Examples.Read("""{ "id": "a", "type": "third.party" }, { "id": "b", "type": "input.text", "settings": { "name": 5 } }""", "").Flow!;

        var contract = FlowContract.Of(flow, Examples.Catalogue);

        Assert.That(contract.Parameters.Select(parameter => parameter.Name), Is.EqualTo(new[] { "text" }));
        Assert.That(contract.Results, Is.Empty);
    }
}
