using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Knowledge;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Storage.Tables;
using FlowBuilder.Testing.Fakes.Anthropic;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Recordings;

/// <summary>A place where flows run with every node: with a model's server and a web behind it, or with nothing at all.</summary>
internal sealed class RecordingWorld : IAsyncDisposable
{
    public const string Key = "fbcanary-key-of-the-connection";

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(KnowledgeServices).Assembly);

    private readonly ServiceProvider _services;
    private readonly FakeModelServer? _server;

    private RecordingWorld(FakeModelServer? server, IOutboundHttp? outbound, Connection[] connections)
    {
        _server = server;
        Outbound = outbound;
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<IConnectionStore>(new InMemoryConnectionStore(connections))
            .AddSingleton(outbound ?? new NoWayOut())
            .AddFlowBuilderNodes().AddFlowBuilderKnowledge().AddFlowBuilderTables()
            .AddSingleton<IMemoryStore>(new InMemoryMemoryStore(TimeProvider.System))
            .AddFlowBuilderProviders(options => (options.OfflineWordDelay, options.FirstRetryDelay) = (TimeSpan.Zero, TimeSpan.FromMilliseconds(1)))
            .AddSingleton<KnownSecrets>()
            .BuildServiceProvider();
        Flows = new FlowHarness(Catalogue, _services);
    }

    public FakeModelServer Server => _server!;

    public IOutboundHttp? Outbound { get; }

    public FlowHarness Flows { get; }

    /// <summary>A place with a model's server behind a connection.</summary>
    public static async Task<RecordingWorld> StartAsync(string protocol = "OpenAI", IOutboundHttp? outbound = null, string name = "main")
    {
        if (protocol == "OpenAI")
        {
            var server = await FakeOpenAiServer.StartNewAsync();
            return new RecordingWorld(server, outbound, [new Connection { Name = name, Kind = ConnectionKind.OpenAI, BaseUrl = server.BaseUrl, ApiKey = new Secret(Key), Models = ["gpt-4o-mini"] }]);
        }

        var other = await FakeAnthropicServer.StartNewAsync();
        return new RecordingWorld(other, outbound, [new Connection { Name = name, Kind = ConnectionKind.Anthropic, BaseUrl = other.BaseUrl, ApiKey = new Secret(Key), Models = ["claude-haiku-4-5"] }]);
    }

    /// <summary>A place without a connection, a key or a network.</summary>
    public static RecordingWorld Empty() => new(null, null, []);

    /// <summary>Runs a flow and gives its events and what was recorded, as the file that it becomes.</summary>
    public async Task<(IReadOnlyList<RunEvent> Events, string File)> RecordAsync(Flow flow, object? inputs = null)
    {
        var tape = RunTape.Record(await _services.GetRequiredService<KnownSecrets>().MaskAsync(CancellationToken.None));
        var events = await Flows.RunAsync(flow, new RunRequest { Inputs = FlowHarness.Inputs(inputs), Tape = tape });
        return (events, RecordingFormat.Write(tape.ToRecording()));
    }

    /// <summary>Runs a flow with what a file holds.</summary>
    public Task<IReadOnlyList<RunEvent>> ReplayAsync(Flow flow, string file, object? inputs = null) =>
        Flows.RunAsync(flow, new RunRequest { Inputs = FlowHarness.Inputs(inputs), Tape = RunTape.Replay(RecordingFormat.Read(file), SecretMask.Plain) });

    /// <summary>Records a drawn flow.</summary>
    public Task<(IReadOnlyList<RunEvent> Events, string File)> RecordAsync(string flow, object? inputs = null) => RecordAsync(FlowText.Parse(flow), inputs);

    /// <summary>Replays a drawn flow where there is nothing but the recording.</summary>
    public static async Task<IReadOnlyList<RunEvent>> ReplayAloneAsync(string flow, string file, object? inputs = null)
    {
        await using var empty = Empty();
        return await empty.ReplayAsync(FlowText.Parse(flow), file, inputs);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    private sealed class NoWayOut : IOutboundHttp
    {
        public Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"There is no network here, and {request.Address} was asked for.");
    }
}
