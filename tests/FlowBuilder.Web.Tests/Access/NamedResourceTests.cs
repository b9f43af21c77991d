using System.Net.Http.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>What flows name: connections, knowledge bases and other flows, for those who may use them only.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NamedResourceTests
{
    private const string Denied = "access.resource-denied";

    private AccessStage _stage = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => _stage = await AccessStage.OpenAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task CloseAsync() => await _stage.DisposeAsync();

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-35", "SEC-39")]
    public async Task A_flow_that_names_what_is_not_for_its_maker_is_neither_stored_nor_saved_nor_run_nor_published(
        [Values("connection", "knowledge", "flow", "tool")] string what, CancellationToken cancellationToken)
    {
        var (drawing, node) = Naming(what, _stage.Flow);
        using var made = await _stage.Other.PostBytesAsync("api/v1/flows", _stage.Program.FileOf(drawing), cancellationToken);
        var refused = await made.ProblemAsync(403, cancellationToken);
        Assert.That((refused.Code(), refused.GetProperty("nodeId").GetString()), Is.EqualTo((Denied, node)));

        // As the editor's screen would have stored it.
        var flow = await _stage.StoreAsync(_stage.Other, Drawings.Echo, cancellationToken);
        using var saved = await _stage.Other.PutBytesAsync($"api/v1/flows/{flow}", _stage.Program.FileOf(drawing), "*", cancellationToken);
        await ChangeAsync(flow, drawing, cancellationToken);
        using var run = await _stage.Other.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        using var published = await _stage.Other.PostAsJsonAsync($"api/v1/flows/{flow}/publish", new { slug = $"p-{what}", note = "" }, cancellationToken);

        foreach (var answer in new[] { saved, run, published }) Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo(Denied));
        using var runs = await _stage.Other.GetAsync($"api/v1/runs?flowId={flow}", cancellationToken);
        Assert.That((await runs.JsonAsync(cancellationToken)).GetArrayLength(), Is.Zero);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-39")]
    public async Task A_flow_or_knowledge_base_of_others_is_refused_like_one_that_is_not_there([Values("knowledge", "flow", "tool")] string what, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var id in new[] { what == "knowledge" ? AccessStage.Base : _stage.Flow, "nowhere00001" })
        {
            using var made = await _stage.Other.PostBytesAsync("api/v1/flows", _stage.Program.FileOf(Naming(what, id, id).Drawing), cancellationToken);
            texts.Add($"{(int)made.StatusCode} {await made.Content.ReadAsStringAsync(cancellationToken)}");
        }

        Assert.That(texts[0], Is.EqualTo(texts[1]).And.StartWith("403"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-35")]
    public async Task A_setting_for_one_run_cannot_name_what_is_not_for_whoever_runs(CancellationToken cancellationToken)
    {
        var flow = await _stage.StoreAsync(_stage.Other, Naming("connection", "", connection: AccessStage.Connection).Drawing, cancellationToken);

        using var run = await _stage.Other.RunAsync(flow, $$$"""{"inputs":{"question":"?"},"settings":{"node":{"connection":"{{{AccessStage.LimitedConnection}}}"} } }""", cancellationToken);

        Assert.That((await run.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo(Denied));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-35")]
    public async Task Who_may_use_a_limited_connection_sees_and_names_it_and_others_do_neither(CancellationToken cancellationToken)
    {
        var drawing = Naming("connection", "").Drawing;
        using var mine = await _stage.Editor.PostBytesAsync("api/v1/flows", _stage.Program.FileOf(drawing), cancellationToken);
        using var seen = await _stage.Editor.GetAsync($"api/v1/connections/{AccessStage.LimitedConnection}", cancellationToken);
        using var unseen = await _stage.Other.GetAsync($"api/v1/connections/{AccessStage.LimitedConnection}", cancellationToken);
        using var list = await _stage.Other.GetAsync("api/v1/connections", cancellationToken);

        Assert.That(((int)mine.StatusCode, (int)seen.StatusCode, (int)unseen.StatusCode), Is.EqualTo((201, 200, 404)));
        Assert.That(await list.Content.ReadAsStringAsync(cancellationToken), Does.Contain(AccessStage.Connection).And.Not.Contain($"\"{AccessStage.LimitedConnection}\""));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-39")]
    public async Task A_sub_flow_that_is_changed_after_its_caller_was_published_uses_no_more_than_its_editors_may(CancellationToken cancellationToken)
    {
        var inner = await _stage.StoreAsync(_stage.Other, Drawings.Echo, cancellationToken);
        var outer = await _stage.StoreAsync(_stage.Other, $$$"""
            question: input.text {"name":"question"}
            call: flow.call {"flow":"{{{inner}}}","interface":{"inputs":[{"name":"question","type":"text"}],"outputs":[{"name":"answer","type":"text"}]}}
            answer: output.text {"name":"answer"}
            question.text -> call.question
            call.answer -> answer.value
            """, cancellationToken);
        await _stage.Other.PublishAsync(outer, "outer", cancellationToken);
        using var before = await _stage.OtherKey.CallAsync("outer", """{"inputs":{"question":"hello"}}""", key: null, cancellationToken);
        await ChangeAsync(inner, Naming("knowledge", "").Drawing, cancellationToken);

        using var after = await _stage.OtherKey.CallAsync("outer", """{"inputs":{"question":"canary"}}""", key: null, cancellationToken);

        Assert.That((int)before.StatusCode, Is.EqualTo(200), await before.Content.ReadAsStringAsync(cancellationToken));
        var problem = await after.Content.ReadAsStringAsync(cancellationToken);
        Assert.That(problem, Does.Contain(Denied).And.Not.Contain(AccessStage.Secret));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-33")]
    public async Task A_bundle_takes_along_no_flow_and_no_knowledge_of_others(CancellationToken cancellationToken)
    {
        var flow = await _stage.StoreAsync(_stage.Other, Drawings.Echo, cancellationToken);
        await ChangeAsync(flow, Naming("knowledge", "").Drawing + "\n" + $$"""call: flow.call {"flow":"{{_stage.Flow}}"}""", cancellationToken);

        using var answer = await _stage.Other.GetAsync($"api/v1/flows/{flow}/bundle?knowledge=true", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync(cancellationToken));
        Assert.That(zip.Entries.Count(entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal) && entry.FullName.Contains("flow", StringComparison.Ordinal)), Is.LessThanOrEqualTo(2));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(cancellationToken));
            Assert.That(await reader.ReadToEndAsync(cancellationToken), Does.Not.Contain(AccessStage.Secret), entry.FullName);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_made_is_its_makers_until_it_is_shared(CancellationToken cancellationToken)
    {
        var flow = await _stage.StoreAsync(_stage.Editor, Drawings.Echo, cancellationToken);
        Assert.That(await StatusAsync(_stage.Other, flow, cancellationToken), Is.EqualTo(404));
        await AccessStage.ShareAsync(_stage.Editor, $"flows/{flow}", cancellationToken, ("editor@example.com", "own"), ("*", "view"));
        Assert.That(await StatusAsync(_stage.Other, flow, cancellationToken), Is.EqualTo(200));
        using var run = await _stage.Other.RunAsync(flow, "{}", cancellationToken);
        Assert.That((await run.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("access.denied"));
        await AccessStage.ShareAsync(_stage.Editor, $"flows/{flow}", cancellationToken, (_stage.EditorId, "own"));
        Assert.That(await StatusAsync(_stage.Other, flow, cancellationToken), Is.EqualTo(404));
    }

    [TestCase("""{"grants":[{"account":"nobody@example.com","level":"view"}]}""")]
    [TestCase("""{"grants":[{"account":"*","level":"own"}]}""")]
    [TestCase("""{"grants":[{"account":"*","level":"view"},{"account":"*","level":"edit"}]}""")]
    [TestCase("""{"grants":[{"account":"*","level":"none"}]}""")]
    [TestCase("""{"grants":[],"limited":true}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Nothing_is_shared_in_a_way_that_cannot_be(string body, CancellationToken cancellationToken)
    {
        using var answer = await _stage.Editor.PutAsync($"api/v1/flows/{_stage.Flow}/access", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), cancellationToken);
        Assert.That((await answer.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("access.invalid"));
    }

    private async Task ChangeAsync(string flow, string drawing, CancellationToken cancellationToken)
    {
        var store = _stage.Program.Services.GetRequiredService<IFlowStore>();
        var stored = await store.FindAsync(flow, cancellationToken);
        await store.SaveAsync(flow, Testing.Flows.FlowText.Parse(drawing), stored!.Revision, cancellationToken);
    }

    private static async Task<int> StatusAsync(HttpClient client, string flow, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync($"api/v1/flows/{flow}", cancellationToken);
        return (int)answer.StatusCode;
    }

    private static (string Drawing, string Node) Naming(string what, string flow, string knowledge = AccessStage.Base, string connection = AccessStage.LimitedConnection) => (what switch
    {
        "connection" => $$"""
            question: input.text {"name":"question"}
            node: model.chat {"connection":"{{connection}}","model":"m"}
            answer: output.text {"name":"answer"}
            question.text -> node.prompt
            node.text -> answer.value
            """,
        "knowledge" => $$"""
            question: input.text {"name":"question"}
            node: knowledge.search {"knowledge":"{{knowledge}}"}
            answer: output.text {"name":"answer"}
            question.text -> node.query
            question.text -> answer.value
            """,
        "flow" => $$"""
            question: input.text {"name":"question"}
            node: flow.call {"flow":"{{flow}}"}
            answer: output.text {"name":"answer"}
            question.text -> answer.value
            """,
        _ => $$"""
            question: input.text {"name":"question"}
            node: flow.tool {"flow":"{{flow}}","toolName":"theirs"}
            answer: output.text {"name":"answer"}
            question.text -> answer.value
            """,
    }, "node");
}
