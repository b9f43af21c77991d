using System.Net;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests.CustomNodes;

/// <summary>The example of the documentation in the program as it is: its assembly in a node folder, a flow that uses its node.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NodeFolderTests
{
    private const string Flow = """
        {
          "format": "flowbuilder/1",
          "nodes": [
            { "id": "number", "type": "input.text", "version": 1, "settings": { "name": "number" } },
            { "id": "ticket", "type": "acme.ticket", "version": 1, "settings": { "address": "http://127.0.0.1:9/desk" } },
            { "id": "answer", "type": "output.text", "version": 1, "settings": { "name": "answer" } }
          ],
          "edges": [
            { "from": "number.text", "to": "ticket.number" },
            { "from": "ticket.text", "to": "answer.value" }
          ]
        }
        """;

    // What the help desk gave is recorded, as it would be by an author whose tests run without it.
    private const string Recording = """
        {
          "recording": 1,
          "calls": [
            {
              "kind": "node",
              "name": "acme.ticket",
              "request": { "settings": { "address": "http://127.0.0.1:9/desk" }, "inputs": { "number": "ACME-7" } },
              "answers": [
                { "at": "ticket", "answer": { "gave": { "text": { "type": "text", "pieces": ["ACME-7 (open): The bell is broken\n", "- Mina: It does not ring.\n"] } } } }
              ]
            }
          ]
        }
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_runs_a_node_of_an_assembly_that_lies_in_the_node_folder(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var nodes = NodesIn(folder);
        var flow = folder.Write(Flow, "ticket.json");

        // The way out of the program refuses addresses of this machine: the node was loaded, given its service, and ran.
        var refused = await CommandLine.RunAsync(["run", flow, "-i", "number=ACME-7"], cancellationToken, environment: ("FLOWBUILDER_Nodes__Folder", nodes));
        folder.Write(Recording, "ticket.recording.json");
        var replayed = await CommandLine.RunAsync(["run", flow, "-i", "number=ACME-7", "--replay"], cancellationToken, environment: ("FLOWBUILDER_Nodes__Folder", nodes));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.ExitCode, refused.Output), Is.EqualTo((1, "")));
            Assert.That(refused.Error, Does.StartWith("ticket: error ").And.Contain(IPAddress.Loopback.ToString()).And.Not.Contain("internal"));
            Assert.That((replayed.ExitCode, replayed.Output, replayed.Error), Is.EqualTo((0, "ACME-7 (open): The bell is broken\n- Mina: It does not ring.\n\n", "")));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Without_the_folder_the_node_is_not_known(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "run", folder.Write(Flow, "ticket.json"), "-i", "number=ACME-7");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("acme.ticket"));
    }

    private static string NodesIn(FlowFolder folder)
    {
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "FlowBuilder.Cli.Tests"), AppContext.BaseDirectory);
        var built = Path.Combine(Repository.Docs("custom-nodes", "example", "Acme.Nodes"), output, "Acme.Nodes.dll");
        var nodes = Directory.CreateDirectory(folder["nodes"]);
        File.Copy(built, Path.Combine(nodes.FullName, "Acme.Nodes.dll"));
        return nodes.FullName;
    }
}
