using System.Net.Http.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

/// <summary>A null in a list of a request, where only things may stand.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NullItemTests
{
    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        _client = _program.Client();
        using var made = await _client.PostAsJsonAsync("api/v1/knowledge", new { id = "base", name = "Base" }, CancellationToken.None);
        made.EnsureSuccessStatusCode();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [TestCase("knowledge/base/documents", """{"documents":[{"text":"a"},null]}""", "$.documents[1]")]
    [TestCase("knowledge/base/documents", """{"urls":[null]}""", "$.urls[0]")]
    [TestCase("knowledge/base/duplicates", """{"chunkIds":["a","b",null],"isEnabled":false}""", "$.chunkIds[2]")]
    [TestCase("knowledge/base/search", """{"query":"a","otherQueries":[null]}""", "$.otherQueries[0]")]
    [TestCase("keys", """{"name":"a","scopes":[null]}""", "$.scopes[0]")]
    [TestCase("keys", """{"name":"a","scopes":["run"],"slugs":[null]}""", "$.slugs[0]")]
    [TestCase("tool-servers", """{"name":"a","kind":"command","command":"true","arguments":["-a",null]}""", "$.arguments[1]")]
    [TestCase("connections", """{"name":"a","kind":"openai","apiKey":"k","models":[null]}""", "$.models[0]")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_null_in_a_list_is_refused_and_its_place_is_named(string path, string body, string place, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync($"api/v1/{path}", body, cancellationToken);
        var problem = await answer.ProblemAsync(400, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("request.malformed"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(place));
        }
    }
}
