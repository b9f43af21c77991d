using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>The whole program on disks and databases that fail it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-fault-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-9")]
    public async Task Rel9_a_full_disk_refuses_saves_in_words_reads_on_and_takes_them_again_once_there_is_room(CancellationToken cancellationToken)
    {
        using var disk = SmallDisk.TryMount(_folder, "64m");
        if (disk is null) Assert.Ignore("A small disk can be mounted only by root.");
        var data = Path.Combine(_folder, "data");
        var flows = new List<SavedFlow>();
        var refused = 0;
        await using (var program = await WholeProgram.StartAsync(data, cancellationToken))
        {
            var client = program.Client;
            for (var i = 0; i < 8; i++) flows.Add(new SavedFlow(client, padding: 20_000));
            foreach (var flow in flows) (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
            var filler = await FillAsync(cancellationToken);

            // Until each of them was refused: what was left is used up then.
            await Task.WhenAll(flows.Select(flow => Task.Run(
                async () =>
                {
                    while (true)
                    {
                        using var answer = await flow.SaveAsync(cancellationToken);
                        if (answer.IsSuccessStatusCode) continue;
                        var problem = await answer.JsonAsync(cancellationToken);
                        Assert.That(((int)answer.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((507, "storage.full")), problem.ToString());
                        Interlocked.Increment(ref refused);
                        return;
                    }
                },
                cancellationToken)));
            foreach (var flow in flows) await flow.AssertStoredAsync(client, cancellationToken);
            var ready = await ReadyAsync(client, cancellationToken);
            Assert.That((ready.Status, ready.Reason), Is.EqualTo((503, "There is no room left to save. Free some disk space, or raise the size limit, and try again.")));
            Assert.That(await ReadyAsync(client, cancellationToken, "ko"), Is.EqualTo((503, "저장할 공간이 없습니다. 디스크 공간을 확보하거나 크기 제한을 늘린 뒤 다시 시도하세요.")));

            File.Delete(filler);
            while ((await ReadyAsync(client, cancellationToken)).Status != 200) await Task.Delay(100, cancellationToken);
            foreach (var flow in flows) (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
            await program.KillAsync();
        }

        await using var next = await WholeProgram.StartAsync(data, cancellationToken);
        var reader = next.Client;
        foreach (var flow in flows) await flow.AssertStoredAsync(reader, cancellationToken);
        await TestContext.Out.WriteLineAsync($"{flows.Sum(flow => flow.Acknowledged)} acknowledged saves, {refused} refused, none lost");
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-9")]
    public async Task Rel9_a_program_that_starts_on_a_full_disk_lets_read_and_saves_once_there_is_room(CancellationToken cancellationToken)
    {
        using var disk = SmallDisk.TryMount(_folder, "64m");
        if (disk is null) Assert.Ignore("A small disk can be mounted only by root.");
        var data = Path.Combine(_folder, "data");
        SavedFlow flow;
        await using (var first = await WholeProgram.StartAsync(data, cancellationToken))
        {
            flow = new SavedFlow(first.Client);
            (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
            await first.KillAsync();
        }

        var filler = await FillAsync(cancellationToken);
        await using var program = await WholeProgram.StartAsync(data, cancellationToken);
        var client = program.Client;
        await flow.AssertStoredAsync(client, cancellationToken);
        var other = new SavedFlow(client, padding: 20_000);
        HttpResponseMessage answer;
        do answer = await other.SaveAsync(cancellationToken);
        while (answer.IsSuccessStatusCode);
        Assert.That((int)answer.StatusCode, Is.EqualTo(507));

        File.Delete(filler);
        (await other.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
        while ((await ReadyAsync(client, cancellationToken)).Status != 200) await Task.Delay(100, cancellationToken);
    }

    [TestCase("EIO:when=12")]
    [TestCase("EIO:when=25+")]
    [CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-10")]
    public async Task Rel10_after_a_sync_that_failed_nothing_is_acknowledged_until_the_next_start(string fault)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        if (!await CanTraceAsync(cancellationToken)) Assert.Ignore("strace is missing, or may not trace here.");
        SavedFlow flow;
        await using (var first = await WholeProgram.StartAsync(_folder, cancellationToken))
        {
            flow = new SavedFlow(first.Client);
            (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
        }

        await using (var program = await WholeProgram.StartAsync(
            _folder, cancellationToken, null, "strace", "-D", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf", "-e", "trace=fdatasync,fsync", "-e", $"inject=fdatasync,fsync:error={fault}"))
        {
            var client = program.Client;
            await flow.ContinueAsync(client, cancellationToken);
            HttpResponseMessage answer;
            do answer = await flow.SaveAsync(cancellationToken);
            while (answer.IsSuccessStatusCode && flow.Acknowledged < 1000);
            var problem = await answer.JsonAsync(cancellationToken);
            Assert.That(((int)answer.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((503, "storage.read-only")), problem.ToString());
            for (var i = 0; i < 5; i++)
            {
                using var again = await flow.SaveAsync(cancellationToken);
                Assert.That((int)again.StatusCode, Is.EqualTo(503), "later syncs may succeed, and prove nothing");
            }

            using var page = await client.GetAsync($"api/v1/flows/{flow.Id}", cancellationToken);
            Assert.That((int)page.StatusCode, Is.EqualTo(200), "reading goes on");
            var ready = await ReadyAsync(client, cancellationToken);
            Assert.That((ready.Status, ready.Reason), Is.EqualTo((503, "The disk did not confirm a write, so nothing more is saved. Check the disk, then start the server again.")));
            await program.KillAsync();
        }

        await using var next = await WholeProgram.StartAsync(_folder, cancellationToken);
        var reader = next.Client;
        await flow.AssertStoredAsync(reader, cancellationToken);
        Assert.That((await ReadyAsync(reader, cancellationToken)).Status, Is.EqualTo(200));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("REL-11")]
    public async Task Rel11_a_database_that_another_program_holds_for_three_seconds_only_makes_wait(CancellationToken cancellationToken)
    {
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
        var client = program.Client;
        var other = await HeldDatabase.HoldAsync(_folder, cancellationToken);

        var saves = Enumerable.Range(0, 20).Select(_ => new SavedFlow(client)).Select(flow => flow.SaveAsync(cancellationToken)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        Assert.That(saves.Any(save => save.IsCompleted), Is.False);
        await other.DisposeAsync();

        foreach (var save in saves) Assert.That((int)(await save).StatusCode, Is.EqualTo(201));
    }

    [TestCase("00:00:01")]
    [TestCase("00:00:10", Explicit = true, Reason = "takes 40 seconds")]
    [CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-11")]
    public async Task Rel11_a_database_that_another_program_keeps_gives_503_and_nothing_is_lost(string busyTimeout)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken, new Dictionary<string, string> { ["Storage:BusyTimeout"] = busyTimeout });
        var client = program.Client;
        var flows = Enumerable.Range(0, 10).Select(_ => new SavedFlow(client)).ToList();
        foreach (var flow in flows) (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();

        await using (await HeldDatabase.HoldAsync(_folder, cancellationToken))
        {
            var until = Stopwatch.StartNew();
            do
            {
                var answers = await Task.WhenAll(flows.Select(flow => flow.SaveAsync(cancellationToken)));
                foreach (var answer in answers)
                {
                    var problem = await answer.JsonAsync(cancellationToken);
                    Assert.That(((int)answer.StatusCode, problem.GetProperty("code").GetString()), Is.EqualTo((503, "storage.busy")), problem.ToString());
                    Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
                }
            }
            while (until.Elapsed < 3 * TimeSpan.Parse(busyTimeout, System.Globalization.CultureInfo.InvariantCulture));

            foreach (var flow in flows) await flow.AssertStoredAsync(client, cancellationToken);
            Assert.That((await ReadyAsync(client, cancellationToken)).Status, Is.EqualTo(503));
        }

        foreach (var flow in flows) (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
        foreach (var flow in flows) Assert.That(await flow.AssertStoredAsync(client, cancellationToken), Is.EqualTo(2));
        while ((await ReadyAsync(client, cancellationToken)).Status != 200) await Task.Delay(100, cancellationToken);
    }

    private static async Task<(int Status, string? Reason)> ReadyAsync(HttpClient client, CancellationToken cancellationToken, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/ready");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await client.SendAsync(request, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        return ((int)answer.StatusCode, body.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString() : null);
    }

    /// <summary>Leaves no byte free on the small disk.</summary>
    private async Task<string> FillAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, "filler");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) await file.WriteAsync(block, cancellationToken);
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static async Task<bool> CanTraceAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var trace = Process.Start(new ProcessStartInfo("strace", ["-qq", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            await trace.WaitForExitAsync(cancellationToken);
            return trace.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
