using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Nodes.Tools.OpenApi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class OpenApiNodeTests
{
    private const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: "1.0" }
        servers:
          - url: https://{region}.pets.example/v1
            variables: { region: { default: eu } }
        paths:
          /pets:
            get:
              operationId: listPets
              summary: Lists pets.
              parameters:
                - { name: tag, in: query, schema: { type: array, items: { type: string } } }
                - { name: limit, in: query, schema: { type: integer, nullable: true } }
                - { name: X-Trace, in: header, schema: { type: string } }
            post:
              operationId: createPet
              description: Adds a pet.
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/Pet' }
          /pets/{id}:
            parameters:
              - { $ref: '#/components/parameters/Id' }
            get:
              summary: One pet.
            delete:
              operationId: delete pet!
          /upload:
            post:
              operationId: upload
              requestBody: { required: true, content: { multipart/form-data: { schema: { type: object } } } }
          /login:
            post:
              operationId: login
              requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
        components:
          parameters:
            Id: { name: id, in: path, required: true, description: The pet., schema: { type: string } }
          schemas:
            Pet:
              type: object
              required: [name]
              properties:
                name: { type: string, example: Rex }
                example: { type: boolean }
                friend: { $ref: '#/components/schemas/Pet' }
        """;

    [Test]
    public async Task Every_operation_that_can_be_sent_becomes_a_tool()
    {
        var tools = await ToolsAsync(new RecordingOutbound(), new { document = Pets });

        Assert.Multiple(() =>
        {
            Assert.That(tools.Select(tool => tool.Function.Name), Is.EqualTo(new[] { "listPets", "createPet", "get_pets_id", "delete_pet", "login" }));
            Assert.That(tools.Select(tool => tool.HasSideEffects), Is.EqualTo(new[] { false, true, false, true, true }));
            Assert.That(tools[0].Function.Description, Is.EqualTo("Lists pets."));
            Assert.That(tools[2].Function.JsonSchema.GetProperty("required")[0].GetString(), Is.EqualTo("id"));
            Assert.That(tools[2].Function.JsonSchema.GetProperty("properties").GetProperty("id").GetProperty("description").GetString(), Is.EqualTo("The pet."));
        });
    }

    [Test]
    [Hazard("SEC-70")]
    public async Task Schemas_are_resolved_circles_end_and_arguments_are_checked_by_them()
    {
        var tool = (await ToolsAsync(new RecordingOutbound(), new { document = Pets, operations = new[] { "createPet" } })).Single();
        string? Check(string arguments) => JsonSchema.Check(tool.Function.JsonSchema, JsonSerializer.Deserialize<JsonElement>(arguments)) is [var problem, ..] ? problem.Path : null;

        Assert.Multiple(() =>
        {
            Assert.That(Check("""{"body":{"name":"Rex","example":true,"friend":{"name":"Tom"}}}"""), Is.Null);
            Assert.That(Check("""{"body":{"name":"Rex","friend":{"name":7}}}"""), Is.EqualTo("$.body.friend.name"));
            Assert.That(Check("""{"body":{"name":"Rex"},"more":1}"""), Is.Not.Null);
        });
    }

    [Test]
    public async Task Arguments_go_to_their_places_and_stay_there()
    {
        var outbound = new RecordingOutbound();
        var tools = await ToolsAsync(outbound, new { document = Pets });
        Task CallAsync(int tool, string arguments) => tools[tool].Function.InvokeAsync(new AIFunctionArguments(JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!)).AsTask();

        await CallAsync(0, """{"tag":["a&b","c"],"limit":5,"X-Trace":"t"}""");
        await CallAsync(2, """{"id":"../admin?x=1"}""");
        await CallAsync(1, """{"body":{"name":"렉스"}}""");
        await CallAsync(4, """{"body":{"user":"a b","pass":"c&d"}}""");

        Assert.Multiple(() =>
        {
            Assert.That(outbound.Requests[0].Address.AbsoluteUri, Is.EqualTo("https://eu.pets.example/v1/pets?tag=a%26b&tag=c&limit=5"));
            Assert.That(outbound.Requests[0].Headers.Single().Value, Is.EqualTo("t"));
            Assert.That(outbound.Requests[1].Address.AbsoluteUri, Is.EqualTo("https://eu.pets.example/v1/pets/..%2Fadmin%3Fx%3D1"));
            Assert.That(outbound.Requests[2].Method, Is.EqualTo(HttpMethod.Post));
            Assert.That(System.Text.Encoding.UTF8.GetString(outbound.Requests[2].Body!.Value.Span), Is.EqualTo("{\"name\":\"렉스\"}"));
            Assert.That(outbound.LastBody, Is.EqualTo("user=a%20b&pass=c%26d"));
            Assert.That(async () => await CallAsync(2, """{"id":".."}"""), Throws.InstanceOf<NodeException>());
            Assert.That(async () => await CallAsync(0, """{"X-Trace":"a\r\nX-B: c"}"""), Throws.InstanceOf<NodeException>());
        });
    }

    [TestCase("bearer", "", "Authorization=Bearer fbcanary", "")]
    [TestCase("header", "X-Key", "X-Key=fbcanary", "")]
    [TestCase("query", "key", "", "?key=fbcanary")]
    [Hazard("SEC-45")]
    public async Task A_secret_goes_to_the_address_that_the_author_named(string auth, string authName, string header, string query)
    {
        var outbound = new RecordingOutbound("""{"echo":"fbcanary"}""");
        var settings = new { document = Pets, operations = new[] { "listPets" }, baseUrl = "https://mine.example/api/", auth, authName, authValue = "fbcanary" };

        var answer = await (await ToolsAsync(outbound, settings))[0].Function.InvokeAsync(new AIFunctionArguments());

        Assert.Multiple(() =>
        {
            Assert.That(outbound.Last.Address.AbsoluteUri, Is.EqualTo($"https://mine.example/api/pets{query}"));
            Assert.That(string.Join(';', outbound.Last.Headers.Select(sent => $"{sent.Key}={sent.Value}")), Is.EqualTo(header));
            Assert.That(answer, Is.EqualTo("""{"echo":"••••"}"""));
            Assert.That(NodeHarness.ProblemsOf<OpenApiNode>(new { document = Pets, auth, authName, authValue = "x" }).Select(problem => problem.Code), Does.Contain("openapi.base-needed"));
        });
    }

    [Test]
    public async Task A_document_is_fetched_and_its_server_may_be_relative_to_it()
    {
        const string document = """{"openapi":"3.1.0","servers":[{"url":"/v2"}],"paths":{"/a":{"get":{}}}}""";
        var outbound = new RecordingOutbound(document);

        var tools = await ToolsAsync(outbound, new { url = "https://docs.example/api/openapi.json" });
        await tools[0].Function.InvokeAsync(new AIFunctionArguments());

        Assert.That(outbound.Requests.Select(request => request.Address.AbsoluteUri), Is.EqualTo(new[] { "https://docs.example/api/openapi.json", "https://docs.example/v2/a" }));
    }

    [Test]
    public async Task An_error_of_the_service_is_told_to_the_model()
    {
        var tools = await ToolsAsync(new RecordingOutbound("""{"error":"no such pet"}""", 404), new { document = Pets });

        var fault = Assert.ThrowsAsync<NodeException>(async () => await tools[2].Function.InvokeAsync(new AIFunctionArguments { ["id"] = "1" }));

        Assert.That((fault!.Code, fault.Text.English), Is.EqualTo(("openapi.status", "\"eu.pets.example\" answered with status 404: {\"error\":\"no such pet\"}")));
    }

    [TestCase("{}", "openapi.unreadable")]
    [TestCase("swagger: '2.0'", "openapi.unreadable")]
    [TestCase("a: [b", "openapi.unreadable")]
    [TestCase("openapi: 3.0.0\npaths: {}", "openapi.no-operation")]
    [TestCase("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]", "openapi.unreadable")]
    [TestCase("openapi: 3.0.0\npaths: { /a: { get: {} } }", "http.bad-address")]
    public void What_is_no_document_is_refused(string document, string code) =>
        Assert.That(Assert.ThrowsAsync<NodeException>(() => ToolsAsync(new RecordingOutbound(), new { document }))!.Code, Is.EqualTo(code));

    private static async Task<ToolValue[]> ToolsAsync(RecordingOutbound outbound, object settings) =>
        [.. ((ToolSet)(await NodeHarness.RunAsync<OpenApiNode>(settings, services: [outbound]))["tools"]).Tools];
}
