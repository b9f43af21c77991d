using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Sharing;

[Parallelizable(ParallelScope.All)]
public sealed class BundleTests : OneProgram
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bundle_moves_a_flow_with_the_flow_it_runs_to_an_empty_installation_where_it_runs_the_same(CancellationToken cancellationToken)
    {
        var inner = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var outer = await Program.StoreAsync(Calling(inner), cancellationToken);
        using var bundle = await Client.GetAsync($"api/v1/flows/{outer}/bundle", cancellationToken);
        var bytes = await bundle.Content.ReadAsByteArrayAsync(cancellationToken);
        await using var elsewhere = new TestProgram();
        using var client = elsewhere.Client();

        using var stored = await PostAsync(client, bytes, cancellationToken);
        var answer = await stored.JsonAsync(cancellationToken);
        var ids = answer.GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("id").GetString()!).ToList();
        using var run = await client.PostTextAsync($"api/v1/flows/{ids[0]}/runs", """{"inputs":{"question":"안녕"}}""", cancellationToken);
        var outputs = (await run.JsonAsync(cancellationToken)).GetProperty("outputs");
        var file = await client.GetStringAsync($"api/v1/flows/{ids[0]}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bundle.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/zip"));
            Assert.That(bundle.Content.Headers.ContentDisposition!.FileName, Does.EndWith(".flow.zip"));
            Assert.That((int)stored.StatusCode, Is.EqualTo(201));
            Assert.That(answer.GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("formerId").GetString()), Is.EqualTo(new[] { outer, inner }));
            Assert.That(ids, Has.None.EqualTo(inner).And.None.EqualTo(outer));
            Assert.That(file, Does.Contain($"\"flow\": \"{ids[1]}\"").And.Not.Contain(inner));
            Assert.That(outputs.GetProperty("answer").GetString(), Is.EqualTo("안녕"));
        }
    }

    [TestCase("answer-from-document", "warranty")]
    [TestCase("ko/answer-from-document", "보증")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_bundle_moves_a_flow_with_the_document_that_it_answers_from_to_an_empty_installation(string sample, string word, CancellationToken cancellationToken)
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "flows", $"{sample}.json"), cancellationToken);
        using var kept = await Client.PostBytesAsync("api/v1/flows", file, cancellationToken);
        var id = (await kept.JsonAsync(cancellationToken)).GetProperty("id").GetString()!;
        var bytes = await Client.GetByteArrayAsync($"api/v1/flows/{id}/bundle", cancellationToken);
        var here = await AskAsync(Client, id, cancellationToken);
        await using var elsewhere = new TestProgram();
        using var client = elsewhere.Client();
        Assert.That((await (await client.GetAsync("api/v1/flows", cancellationToken)).JsonAsync(cancellationToken)).GetArrayLength(), Is.Zero);

        using var stored = await PostAsync(client, bytes, cancellationToken);
        var there = await AskAsync(client, (await stored.JsonAsync(cancellationToken)).GetProperty("id").GetString()!, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(elsewhere.DataFolder, Is.Not.EqualTo(Program.DataFolder));
            Assert.That(here.ToString(), Does.Contain(word).IgnoreCase);
            Assert.That(JsonElement.DeepEquals(there, here), Is.True, $"{here}\n{there}");
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_same_flows_give_the_same_bytes_and_what_is_here_already_is_not_stored_twice(CancellationToken cancellationToken)
    {
        var inner = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var outer = await Program.StoreAsync(Calling(inner), cancellationToken);
        var bytes = await Client.GetByteArrayAsync($"api/v1/flows/{outer}/bundle", cancellationToken);

        using var stored = await PostAsync(Client, bytes, cancellationToken);
        var flows = (await stored.JsonAsync(cancellationToken)).GetProperty("flows");

        Assert.That(await Client.GetByteArrayAsync($"api/v1/flows/{outer}/bundle", cancellationToken), Is.EqualTo(bytes));
        Assert.That(flows[0].GetProperty("id").GetString(), Is.Not.EqualTo(outer), "the flow itself is a new one");
        Assert.That(flows[1].GetProperty("id").GetString(), Is.EqualTo(inner));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Flows_that_run_one_another_in_a_circle_name_one_another_anew(CancellationToken cancellationToken)
    {
        _ = Program.Address;
        var store = Program.Services.GetRequiredService<IFlowStore>();
        var first = await Program.StoreAsync(Calling("x"), cancellationToken);
        var second = await Program.StoreAsync(Calling(first), cancellationToken);
        var known = (await store.FindAsync(first, cancellationToken))!;
        var call = known.Flow.Nodes.Single(node => node.Type == "flow.call");
        await store.SaveAsync(first, known.Flow with { Nodes = known.Flow.Nodes.Replace(call, call with { Settings = call.Settings.With("flow", JsonSerializer.SerializeToElement(second)) }) }, known.Revision, cancellationToken);
        await using var elsewhere = new TestProgram();
        using var client = elsewhere.Client();

        using var stored = await PostAsync(client, await Client.GetByteArrayAsync($"api/v1/flows/{first}/bundle", cancellationToken), cancellationToken);
        var ids = (await stored.JsonAsync(cancellationToken)).GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("id").GetString()!).ToList();

        Assert.That(await client.GetStringAsync($"api/v1/flows/{ids[0]}", cancellationToken), Does.Contain($"\"flow\": \"{ids[1]}\""));
        Assert.That(await client.GetStringAsync($"api/v1/flows/{ids[1]}", cancellationToken), Does.Contain($"\"flow\": \"{ids[0]}\""));
    }

    [TestCase("../evil.json", "bundle.bad-name")]
    [TestCase("/etc/evil", "bundle.bad-name")]
    [TestCase("a\\..\\evil", "bundle.bad-name")]
    [TestCase("C:/evil", "bundle.bad-name")]
    [TestCase("manifest.json", "bundle.duplicate-name")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-50")]
    public async Task An_entry_that_reaches_out_or_stands_twice_refuses_the_whole_bundle(string name, string code, CancellationToken cancellationToken)
    {
        var bytes = Zip(("manifest.json", "{}"), (name, "x"));

        Assert.That(await RefusalAsync(bytes, cancellationToken), Is.EqualTo(new[] { code }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-50")]
    public async Task A_link_a_bomb_a_changed_and_a_missing_flow_are_refused_and_nothing_is_stored(CancellationToken cancellationToken)
    {
        await using var elsewhere = new TestProgram();
        using var client = elsewhere.Client();
        var file = Encoding.UTF8.GetString(Program.FileOf(Drawings.Echo));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(file)));

        Assert.That(await RefusalAsync(Zip(zip => zip.CreateEntry("link").ExternalAttributes = unchecked((int)0xA1FF0000)), cancellationToken, client), Is.EqualTo(new[] { "bundle.bad-name" }));
        Assert.That(await RefusalAsync(Zip(("manifest.json", Manifest(hash)), ("flows/1.json", new string(' ', 12_000_000))), cancellationToken, client), Is.EqualTo(new[] { "bundle.too-much" }));
        Assert.That(await RefusalAsync(Zip(("manifest.json", Manifest(hash)), ("flows/1.json", file + " ")), cancellationToken, client), Is.EqualTo(new[] { "bundle.changed" }));
        Assert.That(await RefusalAsync(Zip(("manifest.json", Manifest(hash))), cancellationToken, client), Is.EqualTo(new[] { "bundle.missing" }));
        Assert.That(await RefusalAsync(Zip(("manifest.json", Manifest(hash, "flowbuilder-bundle/9"))), cancellationToken, client), Is.EqualTo(new[] { "bundle.other-version" }));
        Assert.That(await RefusalAsync(Zip(("flows/1.json", file)), cancellationToken, client), Is.EqualTo(new[] { "bundle.no-manifest" }));
        Assert.That(await RefusalAsync("PK\u0003\u0004 and nothing more"u8.ToArray(), cancellationToken, client), Is.EqualTo(new[] { "bundle.not-a-zip" }));
        Assert.That(await Store(elsewhere).ListAsync(cancellationToken), Is.Empty);
        using var good = await PostAsync(client, Zip(("manifest.json", Manifest(hash)), ("flows/1.json", file), ("knowledge/later.bin", "x")), cancellationToken);
        Assert.That((int)good.StatusCode, Is.EqualTo(201), "what a later version adds is passed over");

        static IFlowStore Store(TestProgram program) => program.Services.GetRequiredService<IFlowStore>();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_of_a_bundle_that_is_no_good_is_named_with_its_entry_and_place(CancellationToken cancellationToken)
    {
        const string Bad = """{"format":"flowbuilder/1","name":"x","nodes":[],"edges":[{"from":"a.text","to":"b.value"}]}""";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Bad)));

        using var refused = await PostAsync(Client, Zip(("manifest.json", Manifest(hash)), ("flows/1.json", Bad)), cancellationToken);
        var problem = await refused.ProblemAsync(422, cancellationToken);

        Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo("flows/1.json: $.edges[0].from"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/octet-stream")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task A_form_of_another_site_cannot_send_a_bundle(string mediaType, CancellationToken cancellationToken)
    {
        using var refused = await Client.PostTextAsync("api/v1/bundles", "PK", cancellationToken, mediaType);

        Assert.That((int)refused.StatusCode, Is.EqualTo(415));
    }

    // The samples bring their question.
    private static async Task<JsonElement> AskAsync(HttpClient client, string flow, CancellationToken cancellationToken)
    {
        using var run = await client.PostTextAsync($"api/v1/flows/{flow}/runs", "{}", cancellationToken);
        var answer = await run.JsonAsync(cancellationToken);
        Assert.That((int)run.StatusCode, Is.EqualTo(200), answer.GetRawText());
        return answer.GetProperty("outputs");
    }

    private static string Calling(string id) => $$$"""
        question: input.text {"name":"question"}
        call: flow.call {"flow":"{{{id}}}","interface":{"inputs":[{"name":"question","type":"text","required":true}],"outputs":[{"name":"answer","type":"text"}]}}
        answer: output.text {"name":"answer"}
        question.text -> call.question
        call.answer -> answer.value
        """;

    private static string Manifest(string hash, string format = "flowbuilder-bundle/1") =>
        JsonSerializer.Serialize(new { format, flows = new[] { new { id = "one", name = "One", file = "flows/1.json", sha256 = hash } }, knowledge = Array.Empty<string>() });

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip(zip =>
    {
        foreach (var (name, text) in entries)
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) fill(zip);
        return file.ToArray();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] bytes, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return client.PostAsync("api/v1/bundles", content, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RefusalAsync(byte[] bytes, CancellationToken cancellationToken, HttpClient? client = null)
    {
        using var refused = await PostAsync(client ?? Client, bytes, cancellationToken);
        return (await refused.ProblemAsync(422, cancellationToken)).ProblemCodes();
    }
}
