using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class EndpointDescriptionTests : OneProgram
{
    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_endpoint_describes_its_own_inputs_and_outputs_as_openapi_3_1(CancellationToken cancellationToken)
    {
        var document = await DescribeAsync(
            """
            message: input.chat {"name":"message"}
            number: input.number {"name":"how many"}
            file: input.file {"name":"document"}
            answer: output.chat {"name":"answer"}
            count: output.value {"name":"count"}
            load: documents.load {}
            docs: output.value {"name":"docs"}
            message.text -> answer.value
            number.value -> count.value
            file.value -> load.file
            load.documents -> docs.value
            """,
            "described",
            cancellationToken);

        var operation = document.GetProperty("paths").GetProperty("/api/v1/endpoints/described").GetProperty("post");
        var call = document.GetProperty("components").GetProperty("schemas").GetProperty("Call");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.GetProperty("openapi").GetString(), Is.EqualTo("3.1.0"));
            Assert.That(document.GetProperty("info").GetProperty("version").GetString(), Is.EqualTo("1"));
            Assert.That(document.GetProperty("servers")[0].GetProperty("url").GetString(), Is.EqualTo(Client.BaseAddress!.ToString().TrimEnd('/')));
            Assert.That(operation.GetProperty("operationId").GetString(), Is.EqualTo("call-described"));
            Assert.That(Names(operation.GetProperty("requestBody").GetProperty("content")), Is.EqualTo(new[] { "application/json", "multipart/form-data" }));
            Assert.That(Names(operation.GetProperty("responses")), Is.EqualTo(new[] { "200", "202", "default" }));
            Assert.That(Names(call.GetProperty("properties").GetProperty("inputs").GetProperty("properties")), Is.EquivalentTo(new[] { "message", "how many", "document" }));
            Assert.That(call.GetProperty("additionalProperties").GetBoolean(), Is.False);
            Assert.That(
                Names(document.GetProperty("components").GetProperty("schemas").GetProperty("Answer").GetProperty("properties").GetProperty("outputs").GetProperty("properties")),
                Is.EquivalentTo(new[] { "answer", "count", "docs" }));
            Assert.That(document.GetProperty("security")[0].GetProperty("key").GetArrayLength(), Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Every_reference_within_a_description_leads_somewhere(CancellationToken cancellationToken)
    {
        var document = await DescribeAsync(
            """
            message: input.chat {"name":"a/b ~ message"}
            file: input.file {"name":"document"}
            load: documents.load {}
            answer: output.chat {"name":"answer"}
            docs: output.value {"name":"docs"}
            message.text -> answer.value
            file.value -> load.file
            load.documents -> docs.value
            """,
            "referring",
            cancellationToken);

        var references = ReferencesIn(document).ToList();

        Assert.That(references, Has.Some.Contains("$defs"), "The chat's messages are a definition of its schema.");
        foreach (var reference in references) Assert.That(Resolve(document, reference), Is.True, reference);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-61")]
    public async Task A_public_endpoint_says_that_a_key_is_not_needed_and_tells_nothing_of_its_nodes(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Says("fbcanary-prompt"), "public", cancellationToken);
        await Client.ChangeEndpointAsync("public", new { isPublic = true }, cancellationToken);

        var text = await Client.GetStringAsync("api/v1/endpoints/public/openapi.json", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonElement.Parse(text).GetProperty("security").GetArrayLength(), Is.EqualTo(2));
            Assert.That(text, Does.Not.Contain("fbcanary").And.Not.Contain("prompt.template"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_management_api_describes_publishing_too(CancellationToken cancellationToken)
    {
        var document = JsonElement.Parse(await Client.GetStringAsync("openapi/v1.json", cancellationToken));

        Assert.That(Names(document.GetProperty("paths")), Is.SupersetOf(new[]
        {
            "/api/v1/endpoints/{slug}", "/api/v1/endpoints/{slug}/traffic", "/api/v1/endpoints/{slug}/rollback", "/api/v1/endpoints/{slug}/runs/{runId}",
            "/api/v1/flows/{id}/publish", "/api/v1/flows/{id}/versions", "/api/v1/flows/{id}/changes", "/api/v1/keys",
        }));
    }

    private async Task<JsonElement> DescribeAsync(string drawing, string slug, CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, drawing, slug, cancellationToken);
        using var answer = await Client.AskAsync(HttpMethod.Get, $"api/v1/endpoints/{slug}/openapi.json", _key, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
        return await answer.JsonAsync(cancellationToken);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private static IEnumerable<string> ReferencesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(ReferencesIn),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : ReferencesIn(member.Value)),
        _ => [],
    };

    private static bool Resolve(JsonElement document, string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return false;
        var place = document;
        foreach (var step in reference[2..].Split('/').Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place)) return false;
        }

        return true;
    }
}
