using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Knowledge;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Knowledge;

[Parallelizable(ParallelScope.Self)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KnowledgeIngestTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flowbuilder-knowledge-");

    public void Dispose() => _data.Delete(recursive: true);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_text_is_embedded_once_however_often_it_comes_and_is_indexed(CancellationToken cancellationToken)
    {
        var embeddings = new HeldEmbeddings();
        await using var program = Start(embeddings);
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        byte[] file = "first paragraph"u8.ToArray();
        using var first = await client.AddFilesAsync("kb", cancellationToken, ("a.txt", file));
        await client.AddTextsAsync("kb", cancellationToken, ("same", "first paragraph"), ("other", "another text"));
        await client.IdleAsync("kb", cancellationToken);
        using var again = await client.AddFilesAsync("kb", cancellationToken, ("a.txt", file));
        Assert.That(
            (await again.JsonAsync(cancellationToken)).GetProperty("documents")[0].GetProperty("state").GetString(),
            Is.EqualTo("ready"), "Nothing is done for a file that is there.");

        using var reindexed = await client.PostAsJsonAsync("api/v1/knowledge/kb/reindex", new { }, cancellationToken);
        await client.IdleAsync("kb", cancellationToken);
        // Two documents with one text may have been under way at once; never is a text embedded anew after that.
        Assert.That(embeddings.Asked.Distinct(), Is.EquivalentTo(new[] { "first paragraph", "another text" }));
        Assert.That(embeddings.Asked, Has.Count.LessThanOrEqualTo(3));

        var before = embeddings.Asked.Count;
        using var changed = await client.AddFilesAsync("kb", cancellationToken, ("a.txt", "second version"u8.ToArray()));
        await client.IdleAsync("kb", cancellationToken);
        Assert.That(embeddings.Asked.Skip(before), Is.EqualTo(new[] { "second version" }));
        Assert.That((await client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/kb", cancellationToken)).GetProperty("counts").GetProperty("documents").GetInt32(), Is.EqualTo(3));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task Other_settings_index_anew_and_embed_only_what_is_new(CancellationToken cancellationToken)
    {
        var embeddings = new HeldEmbeddings();
        await using var program = Start(embeddings);
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        await client.AddTextsAsync("kb", cancellationToken, ("short", "Short text."), ("long", "One sentence here. Another sentence there. A third one somewhere."));
        await client.IdleAsync("kb", cancellationToken);
        var before = embeddings.Asked.Count;

        using var changed = await client.PutAsJsonAsync(
            "api/v1/knowledge/kb",
            new { settings = new { splitting = new { method = "sentences", size = 30, overlap = 0 }, embedding = new { connection = "held", model = "m" } } },
            cancellationToken);
        await client.IdleAsync("kb", cancellationToken);

        var chunks = await client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/kb/documents/long/chunks", cancellationToken);
        Assert.That(chunks.GetArrayLength(), Is.EqualTo(3));
        Assert.That(embeddings.Asked.Skip(before), Has.None.EqualTo("Short text.").And.Count.EqualTo(3));
    }

    [TestCase("waiting")]
    [TestCase("loading")]
    [TestCase("splitting")]
    [TestCase("embedding")]
    [CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_document_that_the_end_of_the_program_met_in_any_state_is_ready_after_the_next_start(string state, CancellationToken cancellationToken)
    {
        // As the store is left by a program that is killed: nothing but the store goes from one to the other.
        var held = new HeldEmbeddings { HeldText = "held" };
        await using (var program = Start(held))
        {
            using var client = program.Client();
            await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
            await client.AddTextsAsync("kb", cancellationToken, [.. Enumerable.Range(1, 5).Select(i => ($"d{i}", $"held text number{i}"))]);
            await held.Holding.Task.WaitAsync(cancellationToken);
            var work = program.Services.GetRequiredService<IKnowledgeWork>();
            await work.RecoverAsync(cancellationToken);
            foreach (var ticket in state == "waiting" ? [] : await work.ClaimAsync(5, cancellationToken))
                await work.AdvanceAsync(ticket, Enum.Parse<KnowledgeDocumentState>(state, ignoreCase: true), 1, 0, cancellationToken);
        }

        var embeddings = new HeldEmbeddings();
        await using var next = Start(embeddings);
        using var again = next.Client();
        var body = await again.IdleAsync("kb", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.GetProperty("counts").GetProperty("ready").GetInt32(), Is.EqualTo(5));
            Assert.That(body.GetProperty("counts").GetProperty("chunks").GetInt32(), Is.EqualTo(5));
            Assert.That(embeddings.Asked, Has.Count.EqualTo(5));
            Assert.That(await again.FoundAsync("kb", "number3", cancellationToken), Is.EqualTo(new[] { "d3" }));
        }
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("REL-37")]
    public async Task Rel37_a_document_whose_work_always_throws_is_given_up_and_told_and_the_ones_after_it_are_done(CancellationToken cancellationToken)
    {
        var broken = new HeldEmbeddings { BrokenText = "poison" };
        await using (var program = Start(broken))
        {
            using var client = program.Client();
            await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
            await client.AddTextsAsync("kb", cancellationToken, ("bad", "poison text"), ("good", "free text"));
            await client.IdleAsync("kb", cancellationToken);
        }

        for (var start = 0; start < 3; start++)
        {
            await using var program = Start(broken);
            using var client = program.Client();
            var counts = (await client.IdleAsync("kb", cancellationToken)).GetProperty("counts");
            var bad = await client.DocumentAsync("kb", "bad", cancellationToken);
            using (Assert.EnterMultipleScope())
            {
                Assert.That((counts.GetProperty("failed").GetInt32(), counts.GetProperty("ready").GetInt32()), Is.EqualTo((1, 1)), counts.ToString());
                Assert.That((bad.GetProperty("state").GetString(), bad.GetProperty("code").GetString()), Is.EqualTo(("failed", "knowledge.internal")));
                Assert.That(bad.GetProperty("detail").GetString(), Does.Contain("trying again may help"));
                Assert.That(await client.FoundAsync("kb", "free", cancellationToken), Is.EqualTo(new[] { "good" }));
            }
        }

        Assert.That(broken.Refused, Is.InRange(1, 5), "no start tries it again by itself");
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("REL-37")]
    public async Task A_document_that_ends_the_program_each_time_is_left_at_last_and_may_be_tried_again(CancellationToken cancellationToken)
    {
        await using (var program = Start(new HeldEmbeddings { HeldText = "held" }))
        {
            using var client = program.Client();
            await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
            await client.AddTextsAsync("kb", cancellationToken, ("bad", "held text"));
            var work = program.Services.GetRequiredService<IKnowledgeWork>();
            for (var i = 0; i < 4; i++)
            {
                await work.RecoverAsync(cancellationToken);
                await work.ClaimAsync(1, cancellationToken);
            }
        }

        await using var next = Start(new HeldEmbeddings());
        using var again = next.Client();
        await again.IdleAsync("kb", cancellationToken);
        Assert.That((await again.DocumentAsync("kb", "bad", cancellationToken)).GetProperty("code").GetString(), Is.EqualTo("knowledge.given-up"));

        using var retried = await again.PostAsJsonAsync("api/v1/knowledge/kb/documents/bad/retry", new { }, cancellationToken);
        await again.IdleAsync("kb", cancellationToken);
        Assert.That((await again.DocumentAsync("kb", "bad", cancellationToken)).GetProperty("state").GetString(), Is.EqualTo("ready"));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_document_is_stopped_in_the_midst_of_its_work_and_tried_again_later(CancellationToken cancellationToken)
    {
        var held = new HeldEmbeddings { HeldText = "held" };
        await using (var program = Start(held))
        {
            using var client = program.Client();
            await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
            await client.AddTextsAsync("kb", cancellationToken, ("stopped", "held text"));
            await held.Holding.Task.WaitAsync(cancellationToken);
            using var busy = await client.PostAsJsonAsync("api/v1/knowledge/kb/documents/stopped/retry", new { }, cancellationToken);
            using var cancelled = await client.PostAsJsonAsync("api/v1/knowledge/kb/documents/stopped/cancel", new { }, cancellationToken);
            using var twice = await client.PostAsJsonAsync("api/v1/knowledge/kb/documents/stopped/cancel", new { }, cancellationToken);
            await client.AddTextsAsync("kb", cancellationToken, ("free", "free text"));
            var body = await client.IdleAsync("kb", cancellationToken);
            using (Assert.EnterMultipleScope())
            {
                Assert.That((await busy.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("knowledge.nothing-to-retry"));
                Assert.That((await cancelled.JsonAsync(cancellationToken)).GetProperty("state").GetString(), Is.EqualTo("cancelled"));
                Assert.That((await twice.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("knowledge.nothing-to-cancel"));
                Assert.That(body.GetProperty("counts").GetProperty("cancelled").GetInt32(), Is.EqualTo(1));
                Assert.That(body.GetProperty("counts").GetProperty("ready").GetInt32(), Is.EqualTo(1));
            }
        }

        await using var next = Start(new HeldEmbeddings());
        using var again = next.Client();
        Assert.That((await again.DocumentAsync("kb", "stopped", cancellationToken)).GetProperty("state").GetString(), Is.EqualTo("cancelled"), "Until somebody asks.");
        using var retried = await again.PostAsJsonAsync("api/v1/knowledge/kb/documents/stopped/retry", new { }, cancellationToken);
        await again.IdleAsync("kb", cancellationToken);
        Assert.That(await again.FoundAsync("kb", "held", cancellationToken), Is.EqualTo(new[] { "stopped" }));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_stop_that_comes_when_its_work_has_ended_and_the_next_has_begun_stops_nothing_for_good(CancellationToken cancellationToken)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new HeldEmbeddings { HeldText = "held", Until = release.Task };
        await using var program = Start(held);
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        await client.AddTextsAsync("kb", cancellationToken, ("a", "held text"));
        await held.Holding.Task.WaitAsync(cancellationToken);

        // As a change of settings does that stopped what was under way a moment before, whose ticket is void.
        program.Services.GetRequiredService<KnowledgeNews>().Stop("kb");
        release.SetResult();
        var body = await client.IdleAsync("kb", cancellationToken);

        Assert.That(body.GetProperty("counts").GetProperty("ready").GetInt32(), Is.EqualTo(1));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_model_that_gives_other_dimensions_by_the_same_name_is_told_before_anything_is_mixed(CancellationToken cancellationToken)
    {
        var embeddings = new HeldEmbeddings();
        await using var program = Start(embeddings);
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        await client.AddTextsAsync("kb", cancellationToken, ("a", "apples"));
        await client.IdleAsync("kb", cancellationToken);
        embeddings.Dimensions = 100;
        await client.AddTextsAsync("kb", cancellationToken, ("b", "pears"));
        await client.IdleAsync("kb", cancellationToken);

        var failed = await client.DocumentAsync("kb", "b", cancellationToken);
        using var search = await client.PostAsJsonAsync("api/v1/knowledge/kb/search", new { query = "apples", mode = "vector" }, cancellationToken);
        Assert.That(failed.GetProperty("code").GetString(), Is.EqualTo("knowledge.dimensions"));
        Assert.That(failed.GetProperty("detail").GetString(), Does.Contain("384").And.Contain("100"));
        Assert.That((await search.ProblemAsync(502, cancellationToken)).Code(), Is.EqualTo("knowledge.dimensions"));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task Whoever_watches_sees_progress_the_end_and_what_is_removed(CancellationToken cancellationToken)
    {
        var held = new HeldEmbeddings { HeldText = "held" };
        await using var program = Start(held);
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        await client.AddTextsAsync("kb", cancellationToken, ("slow", "held text"));
        var embedding = await client.UntilAsync("kb", "document", body => body.GetProperty("state").GetString() == "embedding", cancellationToken);
        Assert.That(embedding.GetProperty("chunksToEmbed").GetInt32(), Is.EqualTo(1));

        var removed = await client.UntilAsync(
            "kb", "document-removed", _ => true, cancellationToken, whenOpen: () => client.DeleteAsync("api/v1/knowledge/kb/documents/slow", cancellationToken));
        Assert.That(removed.GetProperty("id").GetString(), Is.EqualTo("slow"));
        Assert.That(
            () => client.UntilAsync(
                "kb", "document", _ => true, cancellationToken, whenOpen: () => client.DeleteAsync("api/v1/knowledge/kb", cancellationToken)),
            Throws.InvalidOperationException.With.Message.EqualTo("The events ended."));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task Whoever_watches_does_not_hold_up_the_end_of_the_program(CancellationToken cancellationToken)
    {
        var program = Start(new HeldEmbeddings());
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        using var events = new StreamReader(await client.GetStreamAsync("api/v1/knowledge/kb/events", cancellationToken));
        await events.ReadLineAsync(cancellationToken);

        var began = Stopwatch.GetTimestamp();
        await program.DisposeAsync();

        // The server gives answers thirty seconds to end by themselves.
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(25)));
        Assert.That(async () => await events.ReadToEndAsync(cancellationToken), Throws.Nothing);
    }

    private TestProgram Start(HeldEmbeddings embeddings) =>
        new(data: _data.FullName, services: services => services.AddSingleton<IEmbeddingModels>(embeddings));
}
