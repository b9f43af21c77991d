using System.Net;
using System.Text;
using System.Threading.Channels;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class TraceExportTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-62")]
    public async Task Runs_and_nodes_are_traced_without_what_they_say(CancellationToken cancellationToken)
    {
        var sent = Channel.CreateBounded<string>(16);
        await using var collector = await CollectorAsync(sent.Writer, cancellationToken);
        var traces = new StringBuilder();
        await using (var program = new TestProgram(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            using var client = program.Client();
            using var answer = await client.RunAsync(
                await program.StoreAsync(Drawings.Echo, cancellationToken), """{"inputs":{"question":"fbcanary-prompt"}}""", cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        while (!traces.ToString().Contains("flow.node", StringComparison.Ordinal)) traces.Append(await sent.Reader.ReadAsync(cancellationToken));
        while (sent.Reader.TryRead(out var more)) traces.Append(more);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(traces.ToString(), Does.Contain("flow.run").And.Contain("flowbuilder.run.id"));
            Assert.That(traces.ToString(), Does.Not.Contain("fbcanary"));
        }
    }

    private static async Task<WebApplication> CollectorAsync(ChannelWriter<string> sent, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await sent.WriteAsync(Encoding.Latin1.GetString(body.ToArray()), context.RequestAborted);
        });
        await collector.StartAsync(cancellationToken);
        return collector;
    }
}
