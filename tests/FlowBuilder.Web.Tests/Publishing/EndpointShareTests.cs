using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>What is left to others when one caller asks for more than the program can do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EndpointShareTests
{
    private const string Body = """{"inputs":{"question":"?"}}""";

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Key_that_floods_an_endpoint_is_held_off_while_other_keys_and_the_editor_get_in(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        model.Otherwise = _ => FakeReply.Of("At last.") with { BeforeHeaders = gate };
        await using var program = new TestProgram(new() { ["Limits:Runs"] = "8" });
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var flow = await program.PublishAsync(client, Drawings.Ask, "ask", cancellationToken);
        var flooding = await client.MakeKeyAsync(new { name = "flooding", scopes = new[] { "run" } }, cancellationToken);
        var other = await client.MakeKeyAsync(new { name = "other", scopes = new[] { "run" } }, cancellationToken);

        var flood = Enumerable.Range(0, 40).Select(_ => client.CallAsync("ask", Body, flooding, cancellationToken)).ToList();
        while (flood.Count(call => call.IsCompleted) < 34) await Task.Delay(20, cancellationToken);
        var refused = await Task.WhenAll(flood.Where(call => call.IsCompleted));
        var let = client.CallAsync("ask", Body, other, cancellationToken);
        var person = client.RunAsync(flow, Body, cancellationToken);
        await model.WaitForRequestAsync(8, cancellationToken);
        gate.Open();
        using var letIn = await let;
        using var personIn = await person;
        var answers = await Task.WhenAll(flood);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(answer => (int)answer.StatusCode == 200), Is.EqualTo(6), "three quarters of all places");
            Assert.That((int)letIn.StatusCode, Is.EqualTo(200));
            Assert.That((int)personIn.StatusCode, Is.EqualTo(200));
            foreach (var answer in refused)
            {
                Assert.That((await answer.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("host.busy-caller"));
                Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            }
        }

        foreach (var answer in answers) answer.Dispose();
    }
}
