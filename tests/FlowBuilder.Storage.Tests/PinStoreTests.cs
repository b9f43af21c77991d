using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PinStoreTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_pin_comes_back_with_every_value_in_its_order_from_another_process()
    {
        var pin = new Pin(new NodeId("model"),
        [
            Output("text", "가나다 \ud83d\ude00"),
            Output("number", 0.1),
            Output("yes", true),
            Output("json", JsonSerializer.SerializeToElement(new { a = new[] { 1, 2 } })),
            Output("documents", new DocumentList([new Document { Text = "One", Source = "a.md", Score = 0.5 }])),
            Output("file", new FileValue("a.bin", "application/octet-stream", new byte[] { 0, 255, 7 })),
        ]);
        string flow;
        await using (var host = new StorageHost(_folder))
        {
            flow = (await host.Flows.CreateAsync(new Flow { Name = "f" }, CancellationToken.None)).Id;
            await host.Get<IPinStore>().SaveAsync(flow, pin, CancellationToken.None);
        }

        await using var reopened = new StorageHost(_folder);
        var found = (await reopened.Get<IPinStore>().ListAsync(flow, CancellationToken.None)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Node, Is.EqualTo(pin.Node));
            Assert.That(found.Outputs.Select(Text), Is.EqualTo(pin.Outputs.Select(Text)));
        }
    }

    [Test]
    public async Task A_pin_takes_the_place_of_the_one_before_and_belongs_to_its_flow_alone()
    {
        await using var host = new StorageHost(_folder);
        var pins = host.Get<IPinStore>();
        var one = (await host.Flows.CreateAsync(new Flow { Name = "one" }, CancellationToken.None)).Id;
        var two = (await host.Flows.CreateAsync(new Flow { Name = "two" }, CancellationToken.None)).Id;

        await pins.SaveAsync(one, PinOf("a", "first"), CancellationToken.None);
        await pins.SaveAsync(one, PinOf("a", "second"), CancellationToken.None);
        await pins.SaveAsync(two, PinOf("a", "other"), CancellationToken.None);

        Assert.That((await pins.ListAsync(one, CancellationToken.None)).Select(pin => pin.Outputs.Single().Value.Value), Is.EqualTo(new[] { "second" }));
        Assert.That(await pins.DeleteAsync(one, new NodeId("a"), CancellationToken.None), Is.True);
        Assert.That(await pins.DeleteAsync(one, new NodeId("a"), CancellationToken.None), Is.False);
        Assert.That(await pins.ListAsync(one, CancellationToken.None), Is.Empty);
        Assert.That(await pins.ListAsync(two, CancellationToken.None), Has.Count.EqualTo(1));
    }

    private static KeyValuePair<string, PortValue> Output(string port, object value) => KeyValuePair.Create(port, PortValue.Of(value));

    private static Pin PinOf(string node, string text) => new(new NodeId(node), [Output("text", text)]);

    private static string Text(KeyValuePair<string, PortValue> output) => $"{output.Key} {output.Value.Type} {PortValueJson.Write(output.Value.Value).GetRawText()}";
}
