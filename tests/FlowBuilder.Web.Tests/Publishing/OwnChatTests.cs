using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Http;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>Whoever works at the program talks to its endpoints before they are public.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OwnChatTests : OneProgram
{
    private const string Message = """{"message":"Hello"}""";


    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        await PublishedChats.PublishAsync(Program, Client, "closed", PublishedChats.Echo, isPublic: false, CancellationToken.None);
        await PublishedChats.PublishAsync(Program, Client, "off", PublishedChats.Echo, isPublic: false, CancellationToken.None);
        await Client.ChangeEndpointAsync("off", new { isEnabled = false }, CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_page_of_an_endpoint_that_is_not_public_calls_it_as_its_owner_and_says_that_it_is_not(CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync("chat/closed", cancellationToken);
        var page = await answer.Content.ReadAsStringAsync(cancellationToken);
        using var manifest = await Client.GetAsync("chat/closed/manifest.webmanifest", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(page, Does.Contain("data-own=\"true\"").And.Contain("data-title=\"&lt;b&gt;Echo&lt;/b&gt;\"").And.Contain("not public").And.Not.Contain("manifest"));
            Assert.That((int)manifest.StatusCode, Is.EqualTo(404));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_owner_talks_reads_again_stops_and_rates_without_a_key(CancellationToken cancellationToken)
    {
        using var description = await Client.GetAsync("api/v1/endpoints/closed/try/chat", cancellationToken);
        using var answer = await Client.PostTextAsync("api/v1/endpoints/closed/try/chat", Message, cancellationToken);
        var events = await answer.ReadEventsAsync(cancellationToken).Select(PublishedChats.Read).ToListAsync(cancellationToken);
        var run = events[0].Data.GetProperty("run").GetString();
        using var again = await Client.GetAsync($"api/v1/endpoints/closed/try/chat/{run}", cancellationToken);
        using var stop = await Client.PostTextAsync($"api/v1/endpoints/closed/try/runs/{run}/cancel", "", cancellationToken);
        using var rate = await Client.PostTextAsync($"api/v1/endpoints/closed/try/runs/{run}/feedback", """{"score":1}""", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await description.JsonAsync(cancellationToken)).GetProperty("name").GetString(), Is.EqualTo("<b>Echo</b>"));
            Assert.That(events.Select(item => item.Type), Is.EqualTo(new[] { "run", "text", "end" }));
            Assert.That(events[1].Data.GetProperty("text").GetString(), Is.EqualTo("Hello"));
            Assert.That(await again.ReadEventsAsync(cancellationToken).Select(item => item.EventType).ToListAsync(cancellationToken), Is.EqualTo(events.Select(item => item.Type)));
            Assert.That(new[] { (int)stop.StatusCode, (int)rate.StatusCode }, Has.All.EqualTo(204));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Without_a_key_the_endpoint_itself_stays_shut(CancellationToken cancellationToken)
    {
        using var answer = await Client.PostTextAsync("api/v1/endpoints/closed/chat", Message, cancellationToken);

        Assert.That((await answer.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.missing"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task A_page_of_another_site_can_neither_talk_nor_read(CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, "api/v1/endpoints/closed/try/chat") { Content = new StringContent(Message, Encoding.UTF8, "application/json") };
        post.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        using var sent = await Client.SendAsync(post, cancellationToken);
        using var read = await Client.AskAsync(HttpMethod.Get, "api/v1/endpoints/closed/try/chat", null, cancellationToken, ("Origin", "https://evil.example"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await sent.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("origin.not-allowed"));
            Assert.That(read.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
            Assert.That(read.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
        }
    }

    [TestCase("run", 403)]
    [TestCase("manage", 200)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_key_that_is_shown_must_allow_to_manage(string scope, int status, CancellationToken cancellationToken)
    {
        using var client = Program.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Client.MakeKeyAsync(new { name = scope, scopes = new[] { scope } }, cancellationToken));

        using var answer = await client.PostTextAsync("api/v1/endpoints/closed/try/chat", Message, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("off")]
    [TestCase("nowhere")]
    [TestCase("UPPER")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_switched_off_or_not_there_does_not_answer_its_owner_either(string slug, CancellationToken cancellationToken)
    {
        using var page = await Client.GetAsync($"chat/{slug}", cancellationToken);
        using var answer = await Client.PostTextAsync($"api/v1/endpoints/{slug}/try/chat", Message, cancellationToken);

        Assert.That((int)page.StatusCode, Is.EqualTo(404));
        await answer.ProblemAsync(404, cancellationToken);
    }
}
