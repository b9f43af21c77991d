using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class VersionsTests : OneProgram
{
    private const string Ask = """{"inputs":{"question":"?"}}""";

    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_is_published_with_a_note_and_its_versions_never_change(CancellationToken cancellationToken)
    {
        var flow = await Program.StoreAsync(Drawings.Says("one"), cancellationToken);
        var first = await Client.PublishAsync(flow, "noted", cancellationToken, " The first. ");
        var file = await Client.GetByteArrayAsync($"api/v1/flows/{flow}/versions/1", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("two"), cancellationToken);
        var second = await Client.PublishAsync(flow, "noted", cancellationToken);

        var list = await Client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{flow}/versions", cancellationToken);
        var again = await Client.GetByteArrayAsync($"api/v1/flows/{flow}/versions/1", cancellationToken);
        var flows = await Client.GetFromJsonAsync<JsonElement>("api/v1/flows", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, second), Is.EqualTo((1, 2)));
            Assert.That(list.EnumerateArray().Select(version => version.GetProperty("version").GetInt32()), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(list[1].GetProperty("note").GetString(), Is.EqualTo("The first."));
            Assert.That(list[0].GetProperty("traffic").GetProperty("noted").GetInt32(), Is.EqualTo(100));
            Assert.That(again, Is.EqualTo(file));
            Assert.That(file, Is.EqualTo(Program.FileOf(Drawings.Says("one"))));
            Assert.That(
                flows.EnumerateArray().Single(item => item.GetProperty("id").GetString() == flow).GetProperty("endpoint").GetString(), Is.EqualTo("noted"));
        }
    }

    [TestCase("No-Capitals")]
    [TestCase("-dash")]
    [TestCase("dash-")]
    [TestCase("under_score")]
    [TestCase("")]
    [TestCase("한글")]
    [TestCase("a/b")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_name_that_cannot_stand_in_an_address_is_refused(string slug, CancellationToken cancellationToken)
    {
        var flow = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var answer = await Client.PostAsJsonAsync($"api/v1/flows/{flow}/publish", new { slug }, cancellationToken);

        Assert.That((await answer.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("endpoint.bad-slug"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_name_that_another_flow_has_a_flow_that_cannot_run_and_one_that_is_not_there_are_refused(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "taken", cancellationToken);
        var (other, unfinished) = (
            await Program.StoreAsync(Drawings.Echo, cancellationToken),
            await Program.StoreAsync("answer: output.text {\"name\":\"answer\"}", cancellationToken));

        using var taken = await Client.PostAsJsonAsync($"api/v1/flows/{other}/publish", new { slug = "taken" }, cancellationToken);
        using var refused = await Client.PostAsJsonAsync($"api/v1/flows/{unfinished}/publish", new { slug = "unfinished" }, cancellationToken);
        using var missing = await Client.PostAsJsonAsync("api/v1/flows/nowhere/publish", new { slug = "nowhere" }, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await taken.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("endpoint.slug-taken"));
            Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("run.refused"));
            Assert.That((await missing.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("flow.not-found"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_endpoint_is_renamed_with_the_keys_that_are_limited_to_it_and_removed(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Echo, "old-name", cancellationToken);
        await Program.PublishAsync(Client, Drawings.Echo, "in-the-way", cancellationToken);
        var key = await Client.MakeKeyAsync(new { name = "limited", scopes = new[] { "run" }, slugs = new[] { "old-name", "third" } }, cancellationToken);

        using var taken = await Client.PutAsJsonAsync("api/v1/endpoints/old-name", new { slug = "in-the-way" }, cancellationToken);
        await Client.ChangeEndpointAsync("old-name", new { slug = "new-name" }, cancellationToken);
        using var old = await Client.CallAsync("old-name", Ask, _key, cancellationToken);
        using var renamed = await Client.CallAsync("new-name", Ask, key, cancellationToken);
        using var removed = await Client.DeleteAsync("api/v1/endpoints/new-name", cancellationToken);
        using var gone = await Client.CallAsync("new-name", Ask, _key, cancellationToken);
        var versions = await Client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{flow}/versions", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await taken.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("endpoint.slug-taken"));
            Assert.That((await old.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("endpoint.not-found"));
            Assert.That((int)renamed.StatusCode, Is.EqualTo(200));
            Assert.That((int)removed.StatusCode, Is.EqualTo(204));
            Assert.That((await gone.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("endpoint.not-found"));
            Assert.That(versions.GetArrayLength(), Is.EqualTo(1), "The versions stay.");
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Changes_between_versions_and_the_draft_are_told_word_by_word(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("Answer briefly and kindly:"), "compared", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("Answer briefly and precisely:"), cancellationToken);

        var changes = await Client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{flow}/changes", cancellationToken);
        var same = await Client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{flow}/changes?from=1&to=1", cancellationToken);
        using var bad = await Client.GetAsync($"api/v1/flows/{flow}/changes?from=first", cancellationToken);
        using var missing = await Client.GetAsync($"api/v1/flows/{flow}/changes?from=9", cancellationToken);

        var value = changes.GetProperty("nodes")[0].GetProperty("values")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.GetProperty("nodes").GetArrayLength(), Is.EqualTo(1));
            Assert.That(changes.GetProperty("nodes")[0].GetProperty("id").GetString(), Is.EqualTo("prompt"));
            Assert.That(value.GetProperty("path").GetString(), Is.EqualTo("settings.template"));
            Assert.That(
                value.GetProperty("pieces").EnumerateArray().Where(piece => piece.GetProperty("kind").GetString() != "same").Select(piece => piece.GetProperty("text").GetString()),
                Is.EqualTo(new[] { "kindly", "precisely" }));
            Assert.That(same.GetProperty("isSame").GetBoolean(), Is.True);
            Assert.That((int)bad.StatusCode, Is.EqualTo(400));
            Assert.That((int)missing.StatusCode, Is.EqualTo(404));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Restoring_a_version_is_one_edit_that_an_open_editor_sees_and_takes_back(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "restored", cancellationToken);
        await Program.RedrawAsync(Client, flow, Drawings.Says("two"), cancellationToken);
        await using var lease = (await Program.Services.GetRequiredService<EditSessions>().OpenAsync(flow, cancellationToken))!;
        var history = new EditHistory(lease.Session);
        lease.Session.Restored += history.Keep;

        using var answer = await Client.PostAsync($"api/v1/flows/{flow}/versions/1/restore", null, cancellationToken);
        var stored = await Client.GetByteArrayAsync($"api/v1/flows/{flow}", cancellationToken);
        var seen = TemplateOf(lease.Session.Flow);
        history.Undo();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(stored, Is.EqualTo(Program.FileOf(Drawings.Says("one"))));
            Assert.That(seen, Does.StartWith("one"));
            Assert.That(TemplateOf(lease.Session.Flow), Does.StartWith("two"));
        }
    }

    private static string? TemplateOf(Flow flow) => flow.Find(new NodeId("prompt"))!.Settings["template"].GetString();
}
