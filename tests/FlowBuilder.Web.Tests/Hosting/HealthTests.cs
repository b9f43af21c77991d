using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Http;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class HealthTests
{
    [TestCase("health/live")]
    [TestCase("health/ready")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_program_that_is_well_says_so(string path, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await client.GetAsync(path, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("status").GetString(), Is.EqualTo("ok"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Stopping_the_program_ends_the_streams_of_its_runs_and_the_next_start_goes_on_with_them(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        var folder = Directory.CreateTempSubdirectory("flowbuilder-web-");
        string runId;
        string last;
        await using (var program = new TestProgram(data: folder.FullName))
        {
            using var client = program.Client();
            await program.ConnectAsync(model, cancellationToken);
            model.Reply(FakeReply.Of("Hel").Silence());
            using var stream = await client.RunAsync(
                await program.StoreAsync(Drawings.Ask, cancellationToken), """{"inputs":{"question":"?"}}""", cancellationToken, "text/event-stream");
            runId = stream.Headers.GetValues("FlowBuilder-Run").Single();
            var request = await model.WaitForRequestAsync(1, cancellationToken);
            var reading = stream.ReadEventsAsync(cancellationToken).LastAsync(cancellationToken).AsTask();

            await program.Services.GetRequiredService<IHost>().StopAsync(cancellationToken);
            await request.Disconnected.WaitAsync(cancellationToken);
            last = (await reading).EventType;
        }

        await using var later = new TestProgram(data: folder.FullName);
        using var reader = later.Client();
        using var rest = await reader.GetAsync($"api/v1/runs/{runId}/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var end = (await rest.ReadEventsAsync(cancellationToken).LastAsync(cancellationToken)).EventType;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(last, Does.StartWith("node."));
            Assert.That(end, Is.EqualTo("run.completed"));
        }
    }
}
