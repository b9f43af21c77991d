using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing;

/// <summary>Runs published versions for callers that <see cref="EndpointDoor"/> let in.</summary>
internal sealed class EndpointRuns(FrozenFlows versions, RunStarts starts, RunHost runs, IRunArchive archive, RunPreparation preparation, ResourceCheck resources, NodeCatalogue catalogue)
{
    /// <summary>The version that answers a session; by lot where there is none.</summary>
    public ValueTask<PublishedFlow> VersionAsync(EndpointCall call, string? session, CancellationToken cancellationToken) =>
        versions.FindAsync(call.Endpoint.FlowId, call.Endpoint.Traffic.VersionFor(call.Endpoint.Slug, session), cancellationToken);

    /// <summary>Starts the version of the ask's session, or finds the run that its idempotency key started before.</summary>
    /// <exception cref="ApiException">A setting is not open, the flow takes no message or no such file, or the program is stopping.</exception>
    /// <exception cref="RunRefusedException">The inputs are not what the flow needs.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    public async ValueTask<EndpointRun> StartAsync(EndpointCall call, EndpointAsk ask, CancellationToken cancellationToken) =>
        await StartAsync(call, await VersionAsync(call, ask.Session, cancellationToken), ask, cancellationToken);

    /// <summary>As <see cref="StartAsync(EndpointCall, EndpointAsk, CancellationToken)"/>, of a version that was chosen before.</summary>
    public async ValueTask<EndpointRun> StartAsync(EndpointCall call, PublishedFlow version, EndpointAsk ask, CancellationToken cancellationToken)
    {
        RefuseClosedSettings(call, ask);

        // What the version names was looked at when it was published; what a caller names instead, the flow's owners must be allowed to use.
        if (ask.Settings.Count > 0) resources.RequireOfEditors(call.Endpoint.FlowId, preparation.WithSettings(version.Flow, ask.Settings));
        var slug = call.Endpoint.Slug;
        var command = new RunCommand(version.Flow)
        {
            FlowId = call.Endpoint.FlowId,
            Endpoint = new EndpointVersion(slug, version.Version.Number, call.Key?.Id ?? call.Way) { IsUnattended = call.IsUnattended },
            Inputs = InputsOf(ask, ChatContract.Of(version.Flow, catalogue)),
            Session = ask.Session,

            // Whoever calls without a key could name anybody, and be told what is remembered of them.
            User = call.Key is null ? null : ask.User,
            Settings = ask.Settings,
            Budget = ask.Budget,
            Key = call.Key?.ToBudget(),
            Caller = call.PlacesOf,
            Durability = call.Endpoint.Durability,
        };
        if (ask.IdempotencyKey is not { } key) return new EndpointRun(await starts.StartAsync(command, cancellationToken), version, runs, catalogue);
        var runId = await starts.StartAsync(command, $"endpoint/{slug}/{call.Caller}/{key}", cancellationToken);
        return new EndpointRun(runId, await VersionOfAsync(runId, version, cancellationToken), runs, catalogue);
    }

    /// <summary>A run that was started through the endpoint; null where there is none.</summary>
    public async ValueTask<EndpointRun?> FindAsync(EndpointCall call, string runId, CancellationToken cancellationToken)
    {
        var (flowId, answersFor) = runs.FindLive(runId) is { } live
            ? (live.Request.FlowId, live.Request.Endpoint)
            : await archive.FindAsync(runId, cancellationToken) is { } record ? (record.FlowId, record.Endpoint) : (null, null);
        if (answersFor?.Slug != call.Endpoint.Slug || flowId != call.Endpoint.FlowId) return null;
        return new EndpointRun(runId, await versions.FindAsync(call.Endpoint.FlowId, answersFor.Version, cancellationToken), runs, catalogue);
    }

    // The traffic may have changed since the key's first call.
    private async ValueTask<PublishedFlow> VersionOfAsync(string runId, PublishedFlow version, CancellationToken cancellationToken)
    {
        var answersFor = runs.FindLive(runId)?.Request.Endpoint ?? (await archive.FindAsync(runId, cancellationToken))?.Endpoint;
        return answersFor is null || answersFor.Version == version.Version.Number
            ? version
            : await versions.FindAsync(version.Version.FlowId, answersFor.Version, cancellationToken);
    }

    private static void RefuseClosedSettings(EndpointCall call, EndpointAsk ask)
    {
        foreach (var (node, settings) in ask.Settings)
        {
            var open = call.Endpoint.OpenSettings.GetValueOrDefault(node);
            if (settings.Keys.FirstOrDefault(setting => open?.Contains(setting) != true) is { } closed)
                throw new ApiException(EndpointProblems.ClosedSetting(node, closed));
        }
    }

    private static IReadOnlyDictionary<string, JsonElement> InputsOf(EndpointAsk ask, ChatContract contract)
    {
        if (ask.Message is not { } message) return ask.Inputs;
        var input = contract.MessageInput ?? throw new ApiException(EndpointProblems.TakesNoMessage);
        var inputs = new Dictionary<string, JsonElement>(ask.Inputs, StringComparer.Ordinal)
        {
            [input] = ChatMessage.Of(message.Text, message.History, contract.TakesHistory),
        };
        foreach (var file in message.Files)
        {
            // Where every fitting input has its file, the first refuses nothing silently: the caller is told.
            var fitting = contract.Files.Where(candidate => candidate.Takes(file.MediaType) && !inputs.ContainsKey(candidate.Name))
                .OrderByDescending(candidate => candidate.IsImage).FirstOrDefault()
                ?? throw new ApiException(EndpointProblems.TakesNoFile(file.Name));
            inputs[fitting.Name] = PortValueJson.Write(file);
        }

        return inputs;
    }
}
