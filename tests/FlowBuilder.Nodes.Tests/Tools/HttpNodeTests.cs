using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Http;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class HttpNodeTests
{
    [TestCase("https://a.example/s?q={{q}}", "a&b=c/../#x 가", "https://a.example/s?q=a%26b%3Dc%2F..%2F%23x%20%EA%B0%80")]
    [TestCase("https://a.example/{{q}}/x", "../admin", "https://a.example/..%2Fadmin/x")]
    [TestCase("{{q}}", "https://b.example/p?x=1&y=2", "https://b.example/p?x=1&y=2")]
    [TestCase("{{q}}?again={{q}}", "https://b.example/", "https://b.example/?again=https%3A%2F%2Fb.example%2F")]
    public async Task Values_in_the_address_are_escaped_unless_they_are_the_address(string url, string value, string expected)
    {
        var outbound = new RecordingOutbound();

        await SendAsync(outbound, new { url }, new() { ["q"] = value });

        Assert.That(outbound.Last.Address.AbsoluteUri, Is.EqualTo(expected));
    }

    [Test]
    public async Task Values_in_a_json_body_cannot_break_out_of_their_place()
    {
        var outbound = new RecordingOutbound();
        const string body = """{"q": "say \"{{q}}\"", "n": {{n}}, "list": {{list}}, "none": {{none}}, "text": {{q}}}""";
        var inputs = new Dictionary<string, object> { ["q"] = "x\", \"admin\": true, \"y\": \"\n", ["n"] = "3", ["list"] = "[1]" };

        await SendAsync(outbound, new { method = "post", url = "https://a.example/", body }, inputs);

        var sent = JsonSerializer.Deserialize<JsonElement>(outbound.LastBody);
        Assert.Multiple(() =>
        {
            Assert.That(sent.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "q", "n", "list", "none", "text" }));
            Assert.That(sent.GetProperty("q").GetString(), Is.EqualTo($"say \"{inputs["q"]}\""));
            Assert.That(sent.GetProperty("none").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(sent.GetProperty("text").GetString(), Is.EqualTo(inputs["q"]));
            Assert.That(outbound.Last.ContentType, Is.EqualTo("application/json"));
        });
    }

    [Test]
    [Hazard("SEC-9")]
    public async Task A_body_on_the_wire_wins_and_is_never_read_as_a_template()
    {
        var outbound = new RecordingOutbound();

        await SendAsync(outbound, new { method = "put", url = "https://a.example/", body = "{{x}}" }, new() { ["body"] = "{{x}} stays" });
        Assert.That(outbound.LastBody, Is.EqualTo("{{x}} stays"));

        await SendAsync(outbound, new { method = "put", url = "https://a.example/" }, new() { ["body"] = JsonSerializer.SerializeToElement(new { a = 1 }) });
        Assert.That(outbound.LastBody, Is.EqualTo("{\"a\":1}"));
    }

    [Test]
    public async Task Headers_hold_values_and_a_changing_request_its_key_of_idempotency()
    {
        var outbound = new RecordingOutbound();
        object Settings(string method) => new { method, url = "https://a.example/", headers = new[] { new { name = "Authorization", value = "Bearer {{token}}" } } };

        await SendAsync(outbound, Settings("post"), new() { ["token"] = "t" });
        await SendAsync(outbound, Settings("get"), new() { ["token"] = "t" });

        Assert.Multiple(() =>
        {
            Assert.That(outbound.Requests[0].Headers.Select(header => $"{header.Key}: {header.Value}"), Is.EqualTo(new[] { "Authorization: Bearer t", "Idempotency-Key: run/node/1" }));
            Assert.That(outbound.Requests[1].Headers, Has.Length.EqualTo(1));
            Assert.That(outbound.Requests[1].Body, Is.Null);
        });
    }

    [TestCase("Authorization", "fbcanary\r\nX-Evil: 1")]
    [TestCase("Bad Name", "fbcanary")]
    public void A_header_that_would_make_another_one_is_refused_without_being_shown(string name, string value)
    {
        var settings = new { url = "https://a.example/", headers = new[] { new { name, value } } };

        var failure = Assert.ThrowsAsync<NodeException>(() => SendAsync(new RecordingOutbound(), settings));

        Assert.That((failure!.Code, failure.Text.All.Values.Any(text => text.Contains("fbcanary", StringComparison.Ordinal))), Is.EqualTo(("http.bad-header", false)));
    }

    [TestCase("not an address")]
    [TestCase("/relative")]
    [TestCase("ftp://a.example/")]
    [TestCase("javascript:alert(1)")]
    public void An_address_that_is_none_is_a_fault(string url) =>
        Assert.That(() => SendAsync(new RecordingOutbound(), new { url }), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.bad-address"));

    [TestCase("{\"a\":1}", "application/json", "auto", true)]
    [TestCase("{\"a\":1}", "text/plain", "auto", true)]
    [TestCase("5", "text/plain", "auto", false)]
    [TestCase("5", "application/json", "auto", true)]
    [TestCase("<html>", "text/html", "auto", false)]
    [TestCase("{\"a\":1}", "application/json", "text", false)]
    [TestCase("5", "text/plain", "json", true)]
    public async Task A_response_is_json_where_it_is_json(string body, string mediaType, string response, bool expected)
    {
        var result = await SendAsync(new RecordingOutbound(body, 200, mediaType), new { url = "https://a.example/", response });

        Assert.That((result.Has("json"), result.Text("text"), result["status"], result.Has("tool")), Is.EqualTo((expected, body, 200.0, false)));
    }

    [Test]
    public void A_response_that_should_be_json_and_is_not_is_a_fault() =>
        Assert.That(
            () => SendAsync(new RecordingOutbound("<html>", 200, "text/html"), new { url = "https://a.example/", response = "json" }),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.not-json"));

    [TestCase(404, false)]
    [TestCase(429, true)]
    [TestCase(503, true)]
    public async Task An_error_status_is_a_fault_that_does_not_repeat_the_response(int status, bool isTransient)
    {
        var settings = new { url = "https://a.example/?key=fbcanary", headers = new[] { new { name = "X-Key", value = "fbcanary" } } };

        var failure = Assert.ThrowsAsync<NodeException>(() => SendAsync(new RecordingOutbound("echo fbcanary", status), settings));
        var kept = await SendAsync(new RecordingOutbound("gone", status), new { url = "https://a.example/", failOnError = false });

        Assert.Multiple(() =>
        {
            Assert.That((failure!.Code, failure.IsTransient, failure.Kind), Is.EqualTo(("http.status", isTransient, FaultKind.Provider)));
            Assert.That(failure.Text.All.Values, Has.None.Contains("fbcanary").And.All.Contains("a.example"));
            Assert.That((kept["status"], kept.Text("text")), Is.EqualTo(((double)status, "gone")));
        });
    }

    [Test]
    public void Variables_of_every_template_are_ports_and_body_stays_its_own()
    {
        var settings = new { method = "post", url = "https://a.example/{{id}}", headers = new[] { new { name = "X", value = "{{token}}" } }, body = "{{id}} {{body}} {{note}}" };

        Assert.That(NodeHarness.PortsOf<HttpNode>(settings).Where(port => port.Direction == PortDirection.Input).Select(port => port.Id), Is.EqualTo(new[] { "id", "token", "note", "body" }));
    }

    [Test]
    public async Task As_a_tool_it_asks_the_model_for_what_no_wire_feeds()
    {
        var outbound = new RecordingOutbound("sunny", 200, "text/plain");
        var settings = new { url = "https://a.example/{{city}}?key={{key}}", use = "tool", toolName = "weather", toolDescription = "The weather" };

        var result = await SendAsync(outbound, settings, new() { ["key"] = "fixed" });
        var tool = (ToolValue)result["tool"];
        var answer = await tool.Function.InvokeAsync(new AIFunctionArguments(new Dictionary<string, object?> { ["city"] = "Seoul", ["key"] = "stolen" }));

        Assert.Multiple(() =>
        {
            Assert.That(result.Ports, Is.EqualTo(new[] { "tool" }));
            Assert.That((tool.Function.Name, tool.Function.Description, tool.HasSideEffects), Is.EqualTo(("weather", "The weather", false)));
            Assert.That(tool.Function.JsonSchema.GetRawText(), Is.EqualTo("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""));
            Assert.That(answer, Is.EqualTo("sunny"));
            Assert.That(outbound.Last.Address.AbsoluteUri, Is.EqualTo("https://a.example/Seoul?key=fixed"));
        });
    }

    [Test]
    public async Task A_tool_that_changes_something_says_so()
    {
        var result = await SendAsync(new RecordingOutbound(), new { method = "delete", url = "https://a.example/", use = "tool" });

        Assert.That(((ToolValue)result["tool"]).HasSideEffects, Is.True);
    }

    [Test]
    public void Settings_that_cannot_work_are_problems()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ProblemsOf<HttpNode>(new { url = "{{#if}}" }).Single().Setting, Is.EqualTo("url"));
            Assert.That(NodeHarness.ProblemsOf<HttpNode>(new { url = "x", headers = new[] { new { name = "A", value = "{{" } } }).Single().Setting, Is.EqualTo("headers"));
            Assert.That(NodeHarness.ProblemsOf<HttpNode>(new { url = "x", use = "tool", toolName = "나쁜 이름" }).Single().Setting, Is.EqualTo("toolName"));
        });
    }

    private static Task<NodeResult> SendAsync(RecordingOutbound outbound, object settings, Dictionary<string, object>? inputs = null) =>
        NodeHarness.RunAsync<HttpNode>(settings, inputs, [outbound]);
}
