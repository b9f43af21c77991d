using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acme.Nodes.Tests;

/// <summary>Runs flows with the node, as the program does, and looks at what they tell.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TicketNodeTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(TicketNode).Assembly);

    [Test]
    public async Task A_ticket_is_told_line_by_line()
    {
        var desk = new HelpDesk();

        var events = await RunAsync(desk, "acme-7");
        var run = RunSnapshot.Of(events);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outputs["answer"].GetString(), Is.EqualTo("ACME-7 (open): The bell is broken\n- Mina: It does not ring.\n- Jo: 벨을 새로 보냈습니다.\n"));
            Assert.That(events.OfType<NodeDelta>().Count(delta => delta.Node == "ticket"), Is.EqualTo(3));
            Assert.That(run.Nodes["ticket"].Outputs.Select(output => output.Key), Is.EquivalentTo(new[] { "json", "open", "text" }));
            Assert.That(desk.Asked, Is.EqualTo(new Uri("https://desk.example/tickets/ACME-7")));
        }
    }

    [Test]
    public async Task The_subject_alone_is_told_where_that_is_set()
    {
        var run = RunSnapshot.Of(await RunAsync(new HelpDesk(), "ACME-7", detail: "subject"));

        Assert.That(run.Outputs["answer"].GetString(), Is.EqualTo("ACME-7 (open): The bell is broken\n"));
    }

    [TestCase("ACME-8", null, "acme.no-ticket", false)]
    [TestCase("ACME-7", 503, "acme.help-desk", true)]
    [TestCase("ACME-7", 401, "acme.help-desk", false)]
    public async Task What_goes_wrong_is_told_in_both_languages(string number, int? status, string code, bool mayPass)
    {
        var fault = RunSnapshot.Of(await RunAsync(new HelpDesk { Status = status }, number)).Fault!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((fault.Code, fault.IsTransient), Is.EqualTo((code, mayPass)));
            Assert.That(fault.Text.All.Keys, Is.EquivalentTo(new[] { "en", "ko" }));
        }
    }

    [Test]
    public void An_address_that_is_none_keeps_the_flow_from_running()
    {
        var problems = Catalogue.Find("acme.ticket")!.Check(JsonMembers.Of(new { address = "desk" }));

        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "acme.address" }));
    }

    private static async Task<IReadOnlyList<RunEvent>> RunAsync(HelpDesk desk, string number, string detail = "all")
    {
        var flow = new FlowFormat(Catalogue).Read(Encoding.UTF8.GetBytes($$"""
            {
              "format": "flowbuilder/1",
              "nodes": [
                { "id": "number", "type": "input.text", "version": 1, "settings": { "name": "number" } },
                { "id": "ticket", "type": "acme.ticket", "version": 1, "settings": { "address": "https://desk.example/", "detail": "{{detail}}" } },
                { "id": "answer", "type": "output.text", "version": 1, "settings": { "name": "answer" } }
              ],
              "edges": [
                { "from": "number.text", "to": "ticket.number" },
                { "from": "ticket.text", "to": "answer.value" }
              ]
            }
            """)).Flow!;
        await using var services = new ServiceCollection().AddSingleton<IOutboundHttp>(desk).BuildServiceProvider();
        var compiled = new FlowCompiler(Catalogue, services).Compile(flow);
        Assert.That(compiled.Diagnostics.Select(problem => problem.Text.English), Is.Empty);
        var run = new FlowRunner(new RunLimits(), TimeProvider.System, NullLogger<FlowRunner>.Instance)
            .Start(flow, compiled.Plan!, new RunRequest { Inputs = new Dictionary<string, JsonElement> { ["number"] = JsonSerializer.SerializeToElement(number) } });
        await run.Completion;
        return run.Journal.ToList();
    }
}
