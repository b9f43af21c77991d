using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class ToolCommandPolicyTests
{
    private const string Command = """{"name":"shell","kind":"command","command":"/bin/sh"}""";

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-5")]
    public async Task Programs_are_not_set_up_where_the_operator_forbids_it(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new() { ["Security:ToolCommands"] = "false" });
        using var client = program.Client();
        using var body = new StringContent(Command, Encoding.UTF8, "application/json");

        using var refused = await client.PostAsync("api/v1/tool-servers", body, cancellationToken);

        Assert.That((await refused.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("tool-server.command-not-allowed"));
    }
}
