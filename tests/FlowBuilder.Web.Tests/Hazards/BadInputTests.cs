using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Files and requests that are broken, odd or without measure, as they come in over HTTP.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class BadInputTests : OneProgram
{
    private const string Empty = """{"format":"flowbuilder/1","name":"x","nodes":[],"edges":[]}""";

    private IReadOnlyList<FuzzedRequest> _requests = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        var flow = await Program.PublishAsync(Client, Drawings.Echo, "echo", CancellationToken.None);
        _requests = FuzzedRequest.All(flow, await Client.MakeKeyAsync(CancellationToken.None));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-6")]
    public Task No_route_reads_nesting_without_end([Values(65, 10_000, 400_000)] int levels, CancellationToken cancellationToken) =>
        IsRefusedEverywhereAsync(_ => Encoding.ASCII.GetBytes(new string('[', levels)), cancellationToken);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-15")]
    public Task No_route_takes_a_member_that_stands_twice(CancellationToken cancellationToken) =>
        IsRefusedEverywhereAsync(body => Encoding.UTF8.GetBytes($$"""{"zz":1,"zz":2,{{body.TrimStart()[1..]}}"""), cancellationToken, withBody: true);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-17")]
    public Task No_route_takes_a_wide_encoding([Values("utf-16", "utf-16BE", "utf-32")] string encoding, CancellationToken cancellationToken) =>
        IsRefusedEverywhereAsync(body => Encoding.GetEncodings().First(known => known.Name == encoding).GetEncoding().GetBytes(body), cancellationToken);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-18")]
    public Task No_route_takes_CP949(CancellationToken cancellationToken) =>
        IsRefusedEverywhereAsync(body => CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes($$"""{"한국어":"뷁쀍 문서",{{body.TrimStart()[1..]}}"""), cancellationToken, withBody: true);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-19")]
    public Task No_route_takes_half_a_character_or_bytes_that_are_none([Values] bool escaped, CancellationToken cancellationToken) =>
        IsRefusedEverywhereAsync(
            body => escaped
                ? Encoding.UTF8.GetBytes($$"""{"zz":"\ud800",{{body.TrimStart()[1..]}}""")
                : [.. "{\"zz\":\"\xC3\x28"u8[..7], 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes($"\",{body.TrimStart()[1..]}")],
            cancellationToken,
            withBody: true);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-22")]
    public async Task No_route_takes_what_is_no_object(
        [Values("", " ", "null", "[]", "\"x\"", "1", "{}{}", "{\"a\":1,}", "/* c */ {}", "{'a':1}", "NaN", "\uFEFF")] string body, CancellationToken cancellationToken)
    {
        if (body is "") body = " ";
        await IsRefusedEverywhereAsync(_ => Encoding.UTF8.GetBytes(body), cancellationToken);
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("BAD-7")]
    public async Task Bodies_without_a_length_are_refused_while_they_come(CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var request in _requests.Where(request => !request.Path.Contains('*') && !request.Path.EndsWith("/recording", StringComparison.Ordinal)).DistinctBy(request => request.Path))
        {
            // Some take a megabyte, calls of flows 32.
            var status = await SendSpacesAsync(request, 3, cancellationToken);
            if (status == 400) status = await SendSpacesAsync(request, 34, cancellationToken);
            // What takes no body answers without it.
            Assert.That(status, Is.EqualTo(413).Or.EqualTo(404).Or.EqualTo(409), request.Path);
        }

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(150 * 1024 * 1024));
    }

    [TestCase("-0")]
    [TestCase("1e-400")]
    [TestCase("9007199254740993")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("1.10")]
    [TestCase("\"12\"")]
    [Hazard("BAD-9")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_number_is_kept_and_answered_as_it_was_written(string number, CancellationToken cancellationToken)
    {
        var file = $$$"""{"format":"flowbuilder/1","name":"x","nodes":[{"id":"n","type":"not.known","version":1,"position":{"x":0,"y":0},"settings":{"a":{{{number}}} } }],"edges":[]}""";
        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        var kept = await Client.GetByteArrayAsync(created.Headers.Location, cancellationToken);
        using var saved = await Client.PutBytesAsync(created.Headers.Location!.ToString(), kept, "*", cancellationToken);
        var flow = await Program.StoreAsync("""
            value: input.json {"name":"value"}
            answer: output.json {"name":"answer"}
            value.value -> answer.value
            """, cancellationToken);
        using var ran = await Client.PostTextAsync($"api/v1/flows/{flow}/runs", $$$"""{"inputs":{"value":[{{{number}}}]}}""", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)saved.StatusCode, Is.EqualTo(200));
            Assert.That(Encoding.UTF8.GetString(kept), Does.Contain($"\"a\": {number}").Or.Contain($"\"a\":{number}"));
            Assert.That(await Client.GetByteArrayAsync(created.Headers.Location, cancellationToken), Is.EqualTo(kept));
            Assert.That((await ran.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer")[0].GetRawText(), Is.EqualTo(number));
        }
    }

    [TestCase("\"12\"")]
    [TestCase("-1")]
    [TestCase("\"1.0.0-x\"")]
    [TestCase("1.5")]
    [TestCase("null")]
    [TestCase("99999999999")]
    [Hazard("BAD-11")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_version_that_is_none_is_refused_with_its_place(string version, CancellationToken cancellationToken)
    {
        var file = $$$"""{"format":"flowbuilder/1","name":"x","nodes":[{"id":"n","type":"input.text","version":{{{version}}},"position":{"x":0,"y":0}}],"edges":[]}""";

        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);

        var problem = await created.ProblemAsync(422, cancellationToken);
        Assert.That(problem.GetProperty("problems")[0].Text("path"), Is.EqualTo("$.nodes[0].version"));
    }

    [TestCase("flowbuilder/2")]
    [TestCase("flowbuilder/0")]
    [TestCase("flowbuilder/-1")]
    [TestCase("flowbuilder/1.0.0-x")]
    [TestCase("")]
    [Hazard("BAD-11")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_format_of_another_version_is_refused_in_words(string format, CancellationToken cancellationToken)
    {
        using var created = await Client.PostTextAsync("api/v1/flows", Empty.Replace("flowbuilder/1", format, StringComparison.Ordinal), cancellationToken);

        Assert.That((await created.ProblemAsync(422, cancellationToken)).ProblemCodes(), Is.Not.Empty);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-14")]
    public async Task Names_that_mean_something_elsewhere_are_plain_names(
        [Values("__proto__", "constructor", "prototype", "$type", "$ref", "$id", "toString", "hasOwnProperty")] string name, CancellationToken cancellationToken)
    {
        var file = $$$$"""
            {"format":"flowbuilder/1","name":"{{{{name}}}}","{{{{name}}}}":{"a":1},"nodes":[
             {"id":"ask","type":"input.text","version":1,"position":{"x":0,"y":0},"settings":{"name":"{{{{name}}}}"},"{{{{name}}}}":2},
             {"id":"out","type":"output.text","version":1,"position":{"x":2,"y":0},"settings":{"name":"{{{{name}}}}"}}],
             "edges":[{"from":"ask.text","to":"out.value"}]}
            """;
        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        Assert.That((int)created.StatusCode, Is.EqualTo(201), await created.Content.ReadAsStringAsync(cancellationToken));
        using var ran = await Client.PostTextAsync($"{created.Headers.Location}/runs", $$$"""{"inputs":{"{{{name}}}":"value"}}""", cancellationToken);

        var text = await ran.Content.ReadAsStringAsync(cancellationToken);
        Assert.That((int)ran.StatusCode, Is.EqualTo(200).Or.EqualTo(422), text);
        if (ran.IsSuccessStatusCode) Assert.That(JsonElement.Parse(text).GetProperty("outputs").Text(name), Is.EqualTo("value"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-29", "BAD-21")]
    public async Task A_flow_may_have_any_name_and_its_file_a_safe_one(CancellationToken cancellationToken)
    {
        string[] names =
        [
            "", " ", "x", "x", new string('n', 1_000), "../../etc/passwd", "..\\x", "CON", "trailing.", "a/b:c*d?\"<>|", "two\nlines\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "😀👩‍👩‍👧‍👦", "\u202egnp.exe",
            "가나다".Normalize(NormalizationForm.FormD), "a" + new string('\u0301', 900), "\u200b\u200d",
        ];
        foreach (var name in names)
        {
            var file = Empty.Replace("\"name\":\"x\"", $"\"name\":{JsonSerializer.Serialize(name)}", StringComparison.Ordinal);
            using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
            Assert.That((int)created.StatusCode, Is.EqualTo(201), $"{name}: {await created.Content.ReadAsStringAsync(cancellationToken)}");
            using var read = await Client.GetAsync(created.Headers.Location, cancellationToken);
            using var bundle = await Client.GetAsync($"{created.Headers.Location}/bundle", cancellationToken);

            Assert.That((await read.JsonAsync(cancellationToken)).Text("name"), Is.EqualTo(name));
            var saved = bundle.Content.Headers.ContentDisposition?.ToString() ?? "";
            Assert.That(((int)bundle.StatusCode, saved.Contains("attachment", StringComparison.Ordinal)), Is.EqualTo((200, true)), name);
            var fileName = (bundle.Content.Headers.ContentDisposition!.FileNameStar ?? bundle.Content.Headers.ContentDisposition.FileName)!.Trim('"');
            Assert.That(fileName, Does.Match(@"^[^\\/:*?""<>|\p{C}]+$").And.Not.StartWith(".").And.Length.LessThan(200), name);
        }
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-26")]
    public async Task Flows_that_run_one_another_fifty_deep_end_at_the_limit(CancellationToken cancellationToken)
    {
        var inner = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        for (var level = 0; level < 50; level++) inner = await Program.StoreAsync($$"""call: flow.call {"flow":"{{inner}}"}""", cancellationToken);

        using var ran = await Client.PostTextAsync($"api/v1/flows/{inner}/runs", "{}", cancellationToken);

        Assert.That((int)ran.StatusCode, Is.EqualTo(422), await ran.Content.ReadAsStringAsync(cancellationToken));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-5", "BAD-3")]
    public async Task Ten_thousand_nodes_in_a_row_or_a_fan_are_stored_and_judged(CancellationToken cancellationToken)
    {
        var chain = Flow(10_000, number => number == 0 ? [] : [$$"""{"from":"n{{number - 1}}.text","to":"n{{number}}.x"}"""]);
        var fan = Flow(5_001, number => number == 0 ? [] : [$$"""{"from":"n0.text","to":"n{{number}}.x"}"""]);
        var twice = Flow(2, number => number == 0 ? [] : Enumerable.Repeat("""{"from":"n0.text","to":"n1.x"}""", 10_000));

        foreach (var (file, status) in new[] { (chain, 201), (fan, 201), (twice, 422) })
        {
            using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
            Assert.That((int)created.StatusCode, Is.EqualTo(status));
            if (status == 201) await Client.DeleteAsync(created.Headers.Location, cancellationToken);
        }

        static string Flow(int nodes, Func<int, IEnumerable<string>> edges) =>
            $$$"""{"format":"flowbuilder/1","name":"x","nodes":[{{{string.Join(',', Enumerable.Range(0, nodes).Select(number => $$$$"""{"id":"n{{{{number}}}}","type":"prompt.template","version":1,"position":{"x":0,"y":0},"settings":{"template":"{{x}}"}}"""))}}}],"edges":[{{{string.Join(',', Enumerable.Range(0, nodes).SelectMany(edges))}}}]}""";
    }

    // A line that is closed while the request is still being sent may break before its answer is read: that says nothing of the answer.
    private async Task<int> SendSpacesAsync(FuzzedRequest request, int megabytes, CancellationToken cancellationToken)
    {
        const int Tries = 5;
        for (var i = 1; ; i++)
        {
            try
            {
                return await SendSpacesOnceAsync(request, megabytes, cancellationToken);
            }
            catch (HttpRequestException broken) when (broken.InnerException is IOException && i < Tries)
            {
            }
        }
    }

    private async Task<int> SendSpacesOnceAsync(FuzzedRequest request, int megabytes, CancellationToken cancellationToken)
    {
        // A line of its own: it is closed where the answer overtakes the request.
        using var client = Program.Client();
        var content = new LargeContent(megabytes * 1024L * 1024, saysItsLength: false);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var message = new HttpRequestMessage(request.Method, request.Path) { Content = content };
        if (request.Key is not null) message.Headers.TryAddWithoutValidation("x-api-key", request.Key);
        message.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await client.SendAsync(message, cancellationToken);
        return (int)answer.StatusCode;
    }

    // 400 or its like with words, and never a failure of the program.
    private async Task IsRefusedEverywhereAsync(Func<string, byte[]> damage, CancellationToken cancellationToken, bool withBody = false)
    {
        var taken = new List<string>();
        foreach (var request in _requests.Append(new FuzzedRequest(HttpMethod.Post, "api/v1/flows", Empty)).Append(new FuzzedRequest(HttpMethod.Post, "api/v1/flows/validate", Empty)))
        {
            if (withBody && request.Body == "{}") continue;
            var message = new HttpRequestMessage(request.Method, request.PathFor(0)) { Content = new ByteArrayContent(damage(request.Body)) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            message.Headers.TryAddWithoutValidation("If-Match", "*");
            if (request.Key is not null) message.Headers.TryAddWithoutValidation("x-api-key", request.Key);
            using var answer = await Client.SendAsync(message, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var saysNo = (int)answer.StatusCode is >= 400 and < 500 || text.Contains("\"valid\":false", StringComparison.Ordinal);
            var readsNothing = request.Body == "{}" || request.Path.EndsWith("/rollback", StringComparison.Ordinal);
            if (!saysNo && !(readsNothing && answer.IsSuccessStatusCode)) taken.Add($"{request.Method} {request.Path}: {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}");
        }

        Assert.That(taken, Is.Empty);
    }
}
