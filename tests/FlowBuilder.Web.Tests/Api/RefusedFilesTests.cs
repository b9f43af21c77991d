using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class RefusedFilesTests : OneProgram
{
    private const string Nodes = """
        {"id":"a","type":"input.text","version":1,"position":{"x":0,"y":0},"settings":{"name":"a"}},
        {"id":"b","type":"output.text","version":1,"position":{"x":0,"y":0}},
        {"id":"p","type":"prompt.template","version":1,"position":{"x":0,"y":0},"settings":{"template":"{{x}}"}},
        {"id":"q","type":"prompt.template","version":1,"position":{"x":0,"y":0},"settings":{"template":"{{x}}"}}
        """;


    private static string File(string nodes, string edges) =>
        $$"""{"format":"flowbuilder/1","name":"x","nodes":[{{nodes}}],"edges":[{{edges}}]}""";

    private static IEnumerable<TestCaseData> BadFiles()
    {
        yield return Case("no JSON at all", "hello", "file.not-json");
        yield return Case("empty", "", "file.not-json");
        yield return Case("broken off", File(Nodes, "")[..80], "file.not-json");
        yield return Case("an array", "[]", "file.not-a-flow");
        yield return Case("nested too deep", new string('[', 100) + new string(']', 100), "file.too-deep");
        yield return Case("a cycle", File(Nodes, """{"from":"p.text","to":"q.x"},{"from":"q.text","to":"p.x"}"""), "flow.cycle");
        yield return Case("a node wired to itself", File(Nodes, """{"from":"p.text","to":"p.x"}"""), "edge.self");
        yield return Case("a dangling edge", File(Nodes, """{"from":"a.text","to":"none.value"}"""), "edge.dangling");
        yield return Case("an unknown port", File(Nodes, """{"from":"a.text","to":"b.none"}"""), "edge.unknown-port");
        yield return Case("a wrong type", File(
            Nodes + """,{"id":"d","type":"documents.search","version":1,"position":{"x":0,"y":0}},{"id":"n","type":"input.number","version":1,"position":{"x":0,"y":0}}""",
            """{"from":"n.value","to":"d.documents"}"""), "edge.type");
        yield return Case("a duplicate id", File(Nodes + "," + Nodes, ""), "node.duplicate-id");
        yield return Case("duplicate keys", """{"format":"flowbuilder/1","name":"x","name":"y","nodes":[],"edges":[]}""", "file.duplicate-key");
        yield return Case("half a character", """{"format":"flowbuilder/1","name":"\ud800","nodes":[],"edges":[]}""", "file.lone-surrogate");
        yield return Case("too many nodes", File(string.Join(',', Enumerable.Range(0, 10_001).Select(
            i => $$$"""{"id":"n{{{i}}}","type":"input.text","version":1,"position":{"x":0,"y":0}}""")), ""), "limit.nodes");
        yield return Case("a Langflow export", """{"data":{"nodes":[{"id":"ChatInput-1","type":"genericNode","data":{"type":"ChatInput","node":{"template":{}}}}],"edges":[]},"name":"x","last_tested_version":"1.0"}""", "file.foreign");

        static TestCaseData Case(string name, string file, string code) =>
            new TestCaseData(Encoding.UTF8.GetBytes(file), code).SetArgDisplayNames(name, code);
    }

    [TestCaseSource(nameof(BadFiles))]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-1", "BAD-2", "BAD-3", "BAD-6", "BAD-15", "BAD-19")]
    public async Task A_bad_file_is_refused_with_each_problem_named_and_placed(byte[] file, string code, CancellationToken cancellationToken)
    {
        using var created = await Client.PostBytesAsync("api/v1/flows", file, cancellationToken);
        var problem = await created.ProblemAsync(422, cancellationToken);
        var found = problem.GetProperty("problems").EnumerateArray().First(item => item.Code() == code);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("flow.invalid"));
            Assert.That(found.GetProperty("path").GetString(), Does.StartWith("$"));
            Assert.That(found.GetProperty("message").GetString(), Is.Not.Empty);
        }
    }

    [TestCase("utf-16", "file.utf-16")]
    [TestCase("utf-32", "file.utf-16")]
    [TestCase("iso-8859-1", "file.not-utf-8")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-17")]
    public async Task A_file_in_another_encoding_is_refused_by_its_name(string encoding, string code, CancellationToken cancellationToken)
    {
        var bytes = encoding switch
        {
            "utf-16" => Encoding.Unicode.GetBytes(File(Nodes, "")),
            "utf-32" => Encoding.UTF32.GetBytes(File(Nodes, "")),
            _ => Encoding.Latin1.GetBytes("""{"format":"flowbuilder/1","name":"é è","nodes":[],"edges":[]}"""),
        };

        using var created = await Client.PostBytesAsync("api/v1/flows", bytes, cancellationToken);

        Assert.That((await created.ProblemAsync(422, cancellationToken)).ProblemCodes(), Is.EqualTo(new[] { code }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task All_problems_come_at_once_each_in_its_place(CancellationToken cancellationToken)
    {
        var file = File(Nodes, """{"from":"a.text","to":"none.value"},{"from":"a.nothing","to":"b.value"},{"from":"p.text","to":"p.x"}""");

        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        var problem = await created.ProblemAsync(422, cancellationToken);
        var places = problem.GetProperty("problems").EnumerateArray().Select(item => (item.Code(), item.GetProperty("path").GetString()));

        Assert.That(places, Is.SupersetOf(new (string, string?)[]
        {
            ("edge.dangling", "$.edges[0].to"), ("edge.unknown-port", "$.edges[1].from"), ("edge.self", "$.edges[2].to"),
        }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_refused_file_leaves_nothing_behind(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var created = await client.PostTextAsync("api/v1/flows", File(Nodes, """{"from":"a.text","to":"none.value"}"""), cancellationToken);
        using var list = await client.GetAsync("api/v1/flows", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)created.StatusCode, Is.EqualTo(422));
            Assert.That((await list.JsonAsync(cancellationToken)).GetArrayLength(), Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bad_file_does_not_replace_a_good_one(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var saved = await Client.PutBytesAsync($"api/v1/flows/{id}", "nonsense"u8.ToArray(), "\"1\"", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await saved.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("flow.invalid"));
            Assert.That(await Client.GetByteArrayAsync($"api/v1/flows/{id}", cancellationToken), Is.EqualTo(Program.FileOf(Drawings.Echo)));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Problems_are_told_in_the_language_of_the_request(CancellationToken cancellationToken)
    {
        using var korean = Program.Client("ko-KR");
        var file = File(Nodes, """{"from":"a.text","to":"none.value"}""");

        using var inKorean = await korean.PostTextAsync("api/v1/flows", file, cancellationToken);
        using var inEnglish = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        var (first, second) = (await inKorean.ProblemAsync(422, cancellationToken), await inEnglish.ProblemAsync(422, cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            foreach (var text in Texts(first)) Assert.That(text, Does.Match("[가-힣]"));
            foreach (var text in Texts(second)) Assert.That(text, Does.Not.Match("[가-힣]"));
            Assert.That(first.ProblemCodes(), Is.EqualTo(second.ProblemCodes()));
        }

        static IEnumerable<string?> Texts(JsonElement problem) =>
        [
            problem.GetProperty("title").GetString(),
            problem.GetProperty("detail").GetString(),
            .. problem.GetProperty("problems").EnumerateArray().Select(item => item.GetProperty("message").GetString()),
        ];
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Validating_lists_all_problems_and_stores_nothing(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        var bad = await (await client.PostTextAsync("api/v1/flows/validate", File(Nodes, """{"from":"a.text","to":"none.value"}"""), cancellationToken)).JsonAsync(cancellationToken);
        var good = await (await client.PostBytesAsync("api/v1/flows/validate", program.FileOf(Drawings.Echo), cancellationToken)).JsonAsync(cancellationToken);
        using var list = await client.GetAsync("api/v1/flows", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bad.GetProperty("valid").GetBoolean(), Is.False);
            Assert.That(bad.ProblemCodes(), Does.Contain("edge.dangling"));
            Assert.That(good.GetProperty("valid").GetBoolean(), Is.True);
            Assert.That(good.GetProperty("runnable").GetBoolean(), Is.True);
            Assert.That((await list.JsonAsync(cancellationToken)).GetArrayLength(), Is.Zero);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-7")]
    public async Task A_file_over_sixteen_mebibytes_is_refused(bool saysItsLength, CancellationToken cancellationToken)
    {
        // A line of its own: it is closed where the answer overtakes the request.
        using var client = Program.Client();
        var content = new LargeContent(17 * 1024 * 1024, saysItsLength);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = await client.PostAsync("api/v1/flows", content, cancellationToken);

        Assert.That((await answer.ProblemAsync(413, cancellationToken)).Code(), Is.EqualTo("request.too-large"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/jsonp")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57", "SEC-47")]
    public async Task What_a_form_on_another_site_could_send_is_refused(string mediaType, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Program.FileOf(Drawings.Echo));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        using var answer = await Client.PostAsync("api/v1/flows", content, cancellationToken);

        Assert.That((await answer.ProblemAsync(415, cancellationToken)).Code(), Is.EqualTo("request.not-json"));
    }
}
