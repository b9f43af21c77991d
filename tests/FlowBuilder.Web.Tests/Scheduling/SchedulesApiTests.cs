using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Scheduling;

[Parallelizable(ParallelScope.All)]
public sealed class SchedulesApiTests
{
    private const string Needs = """
        question: input.text {"name":"question","required":true}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    private ScheduleStage _stage = null!;

    private HttpClient Client => _stage.Client;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = new ScheduleStage();
        await _stage.PublishEchoAsync(CancellationToken.None);
        await _stage.Program.PublishAsync(Client, Needs, "needs", CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_schedule_is_added_read_changed_and_removed(CancellationToken cancellationToken)
    {
        await _stage.Program.PublishAsync(Client, Drawings.Echo, "whole", cancellationToken);
        using var added = await Client.PostAsJsonAsync(
            "api/v1/endpoints/whole/schedules",
            new { name = " Morning ", cron = "0  9 * * MON-FRI", timeZone = "Asia/Seoul", inputs = new { question = "?" }, missed = "skip" },
            cancellationToken);
        var body = await added.JsonAsync(cancellationToken);
        var id = body.GetProperty("id").GetString()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)added.StatusCode, Is.EqualTo(201));
            Assert.That(added.Headers.Location!.ToString(), Is.EqualTo($"/api/v1/endpoints/whole/schedules/{id}"));
            Assert.That(body.GetProperty("name").GetString(), Is.EqualTo("Morning"));
            Assert.That(body.GetProperty("cron").GetString(), Is.EqualTo("0 9 * * MON-FRI"));
            Assert.That(body.GetProperty("missed").GetString(), Is.EqualTo("skip"));
            Assert.That(body.GetProperty("description").GetString(), Is.EqualTo("Every weekday at 09:00"));
            Assert.That(body.GetProperty("nextAt").GetString(), Is.EqualTo("2026-01-06T09:00:00+09:00"));
        }

        using var changed = await Client.PutAsJsonAsync($"api/v1/endpoints/whole/schedules/{id}", new { isEnabled = false, timeZone = "UTC" }, cancellationToken);
        var now = await changed.JsonAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.GetProperty("isEnabled").GetBoolean(), Is.False);
            Assert.That(now.GetProperty("cron").GetString(), Is.EqualTo("0 9 * * MON-FRI"), "What is left out stays.");
            Assert.That(now.TryGetProperty("nextAt", out _), Is.False);
        }

        using var removed = await Client.DeleteAsync($"api/v1/endpoints/whole/schedules/{id}", cancellationToken);
        using var gone = await Client.GetAsync($"api/v1/endpoints/whole/schedules/{id}", cancellationToken);
        Assert.That((int)removed.StatusCode, Is.EqualTo(204));
        Assert.That((await gone.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("schedule.not-found"));
        Assert.That((await Client.GetFromJsonAsync<JsonElement>("api/v1/endpoints/whole/schedules", cancellationToken)).GetArrayLength(), Is.Zero);
    }

    [TestCase("""{"cron":"0 25 * * *","inputs":{"question":"?"}}""", "schedule.bad-cron", "$.cron", "'시' 칸")]
    [TestCase("""{"cron":"0 0 30 2 *","inputs":{"question":"?"}}""", "schedule.bad-cron", "$.cron", "한 번도 실행되지 않습니다")]
    [TestCase("""{"inputs":{"question":"?"}}""", "schedule.bad-cron", "$.cron", "다섯 칸")]
    [TestCase("""{"cron":"0 9 * * *","timeZone":"Mars/Base","inputs":{"question":"?"}}""", "schedule.bad-time-zone", "$.timeZone", "Mars/Base")]
    [TestCase("""{"cron":"0 9 * * *"}""", "input.missing", "$.inputs.question", "question")]
    [TestCase("""{"cron":"0 9 * * *","inputs":{"question":"?","other":1}}""", "input.unknown", "$.inputs.other", "other")]
    [TestCase("""{"cron":"0 9 * * *","inputs":{"question":"?"},"missed":"twice"}""", "schedule.invalid", "$.missed", "missed")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_cannot_be_is_refused_with_its_place(string body, string code, string path, string words, CancellationToken cancellationToken)
    {
        using var korean = _stage.Program.Client("ko");
        using var answer = await korean.PostTextAsync("api/v1/endpoints/needs/schedules", body, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        var item = problem.GetProperty("problems").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("schedule.invalid"));
            Assert.That((item.GetProperty("code").GetString(), item.GetProperty("path").GetString()), Is.EqualTo((code, path)));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(words));
        }
    }

    [TestCase("GET", "api/v1/endpoints/none/schedules", 404, "endpoint.not-found")]
    [TestCase("GET", "api/v1/endpoints/echo/schedules/none", 404, "schedule.not-found")]
    [TestCase("GET", "api/v1/endpoints/echo/schedules/none/runs?limit=0", 400, "request.bad-query")]
    [TestCase("POST", "api/v1/endpoints/echo/schedules/none/run", 404, "schedule.not-found")]
    [TestCase("DELETE", "api/v1/endpoints/echo/schedules/none", 404, "schedule.not-found")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_there_is_said(string method, string path, int status, string code, CancellationToken cancellationToken)
    {
        using var answer = await Client.AskAsync(new HttpMethod(method), path, null, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_schedule_of_one_endpoint_is_not_another_ones(CancellationToken cancellationToken)
    {
        var id = await _stage.AddAsync("0 9 * * *", cancellationToken);

        using var answer = await Client.GetAsync($"api/v1/endpoints/needs/schedules/{id}", cancellationToken);

        Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("schedule.not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Keys_read_with_one_scope_and_change_with_the_other(CancellationToken cancellationToken)
    {
        var read = await Client.MakeKeyAsync(new { name = "read", scopes = new[] { "read" } }, cancellationToken);
        using var list = await Client.AskAsync(HttpMethod.Get, "api/v1/endpoints/echo/schedules", read, cancellationToken);
        using var change = await Client.AskAsync(HttpMethod.Post, "api/v1/endpoints/echo/schedules/any/run", read, cancellationToken);

        Assert.That((int)list.StatusCode, Is.EqualTo(200));
        Assert.That((await change.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("key.not-allowed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_page_of_another_site_cannot_run_a_schedule_whatever_the_endpoint_is_called(CancellationToken cancellationToken)
    {
        await _stage.Program.PublishAsync(Client, Drawings.Echo, "runs", cancellationToken);
        using var answer = await Client.AskAsync(
            HttpMethod.Post, "api/v1/endpoints/runs/schedules/any/run", null, cancellationToken, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"));

        Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("origin.not-allowed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Run_now_runs_at_once_and_stands_in_the_history(CancellationToken cancellationToken)
    {
        var id = await _stage.AddAsync("0 0 1 1 *", cancellationToken);
        using var answer = await Client.AskAsync(HttpMethod.Post, $"api/v1/endpoints/echo/schedules/{id}/run", null, cancellationToken);
        var runId = (await answer.JsonAsync(cancellationToken)).GetProperty("runId").GetString()!;
        await _stage.Runs.WhenArchivedAsync(runId);

        var came = (await _stage.HistoryAsync(id, cancellationToken)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(202));
            Assert.That(came.GetProperty("cause").GetString(), Is.EqualTo("byHand"));
            Assert.That(came.GetProperty("runId").GetString(), Is.EqualTo(runId));
            Assert.That(came.GetProperty("status").GetString(), Is.EqualTo("completed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_preview_says_in_words_when_and_gives_the_next_five_times(CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync("api/v1/schedules/preview", new { cron = "30 2 * * *", timeZone = "Europe/Berlin" }, cancellationToken);
        var preview = await answer.JsonAsync(cancellationToken);
        using var wrong = await Client.PostAsJsonAsync("api/v1/schedules/preview", new { cron = "* * *", timeZone = "berlin" }, cancellationToken);
        var problem = await wrong.ProblemAsync(422, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.GetProperty("description").GetString(), Is.EqualTo("Every day at 02:30"));
            Assert.That(preview.GetProperty("next").GetArrayLength(), Is.EqualTo(5));
            Assert.That(preview.GetProperty("next")[0].GetString(), Is.EqualTo("2026-01-06T02:30:00+01:00"));
            Assert.That(problem.ProblemCodes(), Is.EqualTo(new[] { "schedule.bad-cron", "schedule.bad-time-zone" }));
            Assert.That(problem.GetProperty("problems")[1].GetProperty("message").GetString(), Does.Contain("Europe/Berlin"));
        }
    }
}
