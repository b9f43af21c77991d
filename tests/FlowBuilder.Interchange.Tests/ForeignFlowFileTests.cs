using System.Text;
using System.Text.Json;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Interchange.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class ForeignFlowFileTests
{
    private const string N8n =
        """{"name":"a","nodes":[{"id":"1","name":"Start","type":"n8n-nodes-base.manualTrigger","typeVersion":1,"position":[0,0],"parameters":{}}],"connections":{}}""";

    private const string Langflow =
        """{"data":{"nodes":[{"id":"Prompt-x","type":"genericNode","data":{"type":"Prompt","node":{"template":{}}}}],"edges":[]},"name":"a"}""";

    private const string Dify =
        """
        app:
          mode: workflow
          name: a
        kind: app
        version: 0.1.5
        workflow:
          graph: { nodes: [], edges: [] }
        """;

    private const string Chatflow =
        """{"nodes":[{"id":"llmChain_0","type":"customNode","data":{"name":"llmChain","category":"Chains","inputAnchors":[],"inputParams":[]}}],"edges":[]}""";

    [TestCase("""{"format":"flowbuilder/1","name":"a","nodes":[],"edges":[]}""", FlowFileKind.Native)]
    [TestCase("""{"name":"a","format":"flowbuilder/2","nodes":[],"edges":[],"connections":{},"data":{"nodes":[],"edges":[]}}""", FlowFileKind.Native)]
    [TestCase(N8n, FlowFileKind.N8n)]
    [TestCase("[" + N8n + "]", FlowFileKind.N8n)]
    [TestCase(Langflow, FlowFileKind.Langflow)]
    [TestCase("""{"flows":[""" + Langflow + "]}", FlowFileKind.Langflow)]
    [TestCase("""{"data":{"nodes":[],"edges":[]},"endpoint_name":null,"is_component":false}""", FlowFileKind.Langflow)]
    [TestCase(Chatflow, FlowFileKind.FlowiseChatflow)]
    [TestCase("""{"AgentFlow":[],"AgentFlowV2":[],"ChatFlow":[],"Tool":[],"Variable":[]}""", FlowFileKind.FlowiseExport)]
    [TestCase(Dify, FlowFileKind.Dify)]
    [TestCase("kind: app\napp: {mode: chat}\nmodel_config: {}\n", FlowFileKind.Dify)]
    [TestCase("nodes:\n- name: a\n  type: llm\n  inputs: {}\noutputs: {}\n", FlowFileKind.PromptFlow)]
    [TestCase("""{"dependencies":["."],"graphs":{"agent":"./agent.py:graph"},"env":".env"}""", FlowFileKind.LangGraph)]
    [TestCase("""{"nodes":[{"id":"__start__","type":"schema"},{"id":"agent","type":"runnable"}],"edges":[{"source":"__start__","target":"agent"}]}""", FlowFileKind.LangGraph)]
    [Hazard("BAD-23")]
    public void Each_builder_is_known_by_its_signs(string content, FlowFileKind expected)
    {
        Assert.That(Recognise(content).Kind, Is.EqualTo(expected));
    }

    [Test]
    public void A_flow_from_the_api_of_Flowise_is_known_by_the_graph_inside()
    {
        var row = JsonSerializer.Serialize(new { id = "1", name = "a", flowData = Chatflow });

        Assert.That(Recognise(row).Kind, Is.EqualTo(FlowFileKind.FlowiseChatflow));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("[1]")]
    [TestCase("{}")]
    [TestCase("""{"nodes":[],"edges":[]}""")]
    [TestCase("""{"nodes":[null,1,{"data":null}],"edges":[]}""")]
    [TestCase("""{"format":5}""")]
    [TestCase("""{"format":"\ud800"}""")]
    [TestCase("""{"data":{"nodes":[{"type":"genericNode"}],"edges":[]}}""")]
    [TestCase("""{"flowData":"{\"nodes\":"}""")]
    [TestCase("""{"flowData":"5"}""")]
    [TestCase("name: a\nnodes:\n- 1\n")]
    [TestCase("- a\n- b\n")]
    [TestCase("just some words")]
    [TestCase("key: [unclosed")]
    [TestCase("? {a: b}\n: c\n")]
    public void Anything_else_is_unknown(string content)
    {
        var file = Recognise(content);

        Assert.That(file.Kind, Is.EqualTo(FlowFileKind.Unknown));
        Assert.That(file.Text.English, Does.Contain("FlowBuilder"));
    }

    [TestCase("<!DOCTYPE html><html></html>", "web page")]
    [TestCase("PK\u0003\u0004", "ZIP")]
    [TestCase("{\"format\": \"flowbuilder/1\",", "damaged")]
    public void What_is_plainly_something_else_is_named(string content, string word)
    {
        var file = Recognise(content);

        Assert.That(file.Kind, Is.EqualTo(FlowFileKind.Unknown));
        Assert.That(file.Text.English, Does.Contain(word));
    }

    [Test]
    public void Byte_order_marks_and_utf16_are_understood()
    {
        Assert.That(ForeignFlowFile.Recognise([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(N8n)]).Kind, Is.EqualTo(FlowFileKind.N8n));
        Assert.That(ForeignFlowFile.Recognise([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(N8n)]).Kind, Is.EqualTo(FlowFileKind.N8n));
        Assert.That(ForeignFlowFile.Recognise([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Dify)]).Kind, Is.EqualTo(FlowFileKind.Dify));
    }

    [Test]
    [Hazard("BAD-23")]
    public void Yaml_made_to_harm_costs_no_more_than_its_length()
    {
        var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (var c = 'b'; c <= 'z'; c++) bomb.Append(c).Append(": &").Append(c).Append(" [").AppendJoin(',', Enumerable.Repeat("*" + (char)(c - 1), 10)).Append("]\n");

        Assert.That(Recognise(bomb.ToString()).Kind, Is.EqualTo(FlowFileKind.Unknown));
        Assert.That(Recognise("k: " + new string('[', 5000)).Kind, Is.EqualTo(FlowFileKind.Unknown));
    }

    [Test]
    public void Every_kind_is_told_in_both_languages_by_its_name()
    {
        var names = new Dictionary<string, string>
        {
            [Langflow] = "Langflow",
            [Chatflow] = "Flowise",
            [N8n] = "n8n",
            [Dify] = "Dify",
        };

        foreach (var (content, name) in names)
        {
            var text = Recognise(content).Text;
            Assert.That(text.English, Does.Contain(name));
            Assert.That(text.All["ko"], Does.Contain(name));
        }
    }

    private static ForeignFlowFile Recognise(string content) => ForeignFlowFile.Recognise(Encoding.UTF8.GetBytes(content));
}
