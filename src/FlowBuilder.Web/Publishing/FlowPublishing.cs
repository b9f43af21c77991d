using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Editing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>What an owner does with versions and endpoints, from pages and from the API alike.</summary>
/// <remarks>What cannot be done is told as an <see cref="ApiException"/>, whose problem's detail is for people too.</remarks>
internal sealed class FlowPublishing(IFlowStore flows, IEndpointStore endpoints, EditSessions sessions, FlowCompiler compiler, ResourceCheck resources, NodeCatalogue catalogue)
{
    /// <summary>The most characters of a note.</summary>
    public const int MaxNoteLength = 2_000;

    /// <summary>Raised with a flow's id after anything of its versions or endpoints changed, on any thread.</summary>
    public event Action<string>? Changed;

    /// <summary>Freezes a flow as its next version and routes all calls of the slug to it; what was set of the endpoint else stays.</summary>
    /// <exception cref="ApiException">There is no such flow, it names what the person may not use, it cannot run as it is, or the slug or the note is not to be had.</exception>
    public async ValueTask<FlowVersion> PublishAsync(Person person, string flowId, string slug, string note, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(slug)) throw new ApiException(EndpointProblems.BadSlug(slug));
        if (note.Length > MaxNoteLength) throw new ApiException(EndpointProblems.NoteTooLong(MaxNoteLength));

        // Whoever has it open may have changes on the way to the store.
        await sessions.NoticeAsync(flowId, cancellationToken);
        var stored = await flows.FindAsync(flowId, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(flowId));

        resources.Require(person, stored.Flow);

        // What is published answers others: a flow that cannot run would answer them with its author's mistakes.
        var compiled = compiler.Compile(stored.Flow);
        if (compiled.Plan is null) throw new RunRefusedException([.. compiled.Diagnostics.Where(problem => problem.Severity != DiagnosticSeverity.Warning)]);
        try
        {
            var version = await endpoints.PublishAsync(flowId, slug, note.Trim(), stored.Flow, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(flowId));
            Changed?.Invoke(flowId);
            return version;
        }
        catch (SlugTakenException taken)
        {
            throw new ApiException(EndpointProblems.SlugTaken(taken.Slug));
        }
    }

    /// <summary>Changes an endpoint, its name included.</summary>
    /// <param name="slug">Its name.</param>
    /// <param name="newSlug">Its new name, or null to keep it.</param>
    /// <param name="change">What else is changed.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <exception cref="ApiException">There is no such endpoint, a version of its traffic is not there, or the name is not to be had.</exception>
    public async ValueTask<Endpoint> ChangeAsync(string slug, string? newSlug, Func<Endpoint, Endpoint> change, CancellationToken cancellationToken)
    {
        if (newSlug is not null && newSlug != slug)
        {
            await RenameAsync(slug, newSlug, cancellationToken);
            slug = newSlug;
        }

        var changed = change(await FindAsync(slug, cancellationToken));
        if (!await endpoints.SaveAsync(changed, cancellationToken)) throw new ApiException(EndpointProblems.BadTraffic);
        Changed?.Invoke(changed.FlowId);
        return await FindAsync(slug, cancellationToken);
    }

    /// <summary>Removes an endpoint; its flow's versions stay.</summary>
    /// <exception cref="ApiException">There is no such endpoint.</exception>
    public async ValueTask DeleteAsync(string slug, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(slug, cancellationToken);
        if (!await endpoints.DeleteAsync(slug, cancellationToken)) throw new ApiException(EndpointProblems.NotFound(slug));
        Changed?.Invoke(endpoint.FlowId);
    }

    /// <summary>Routes all calls of a flow's endpoint, or of all its endpoints, to a version.</summary>
    /// <exception cref="ApiException">There is no such version or endpoint.</exception>
    public async ValueTask<ImmutableArray<Endpoint>> PromoteAsync(string flowId, int number, string? slug, CancellationToken cancellationToken)
    {
        if (await endpoints.FindVersionAsync(flowId, number, cancellationToken) is null) throw new ApiException(EndpointProblems.NoVersion(number));
        var routed = ImmutableArray.CreateBuilder<Endpoint>();
        foreach (var endpoint in await endpoints.ListAsync(cancellationToken))
        {
            if (endpoint.FlowId == flowId && (slug is null || endpoint.Slug == slug))
                routed.Add(await ChangeAsync(endpoint.Slug, null, found => found with { Traffic = TrafficSplit.All(number) }, cancellationToken));
        }

        if (routed.Count == 0) throw new ApiException(slug is null ? EndpointProblems.NotPublished : EndpointProblems.NotFound(slug));
        return routed.ToImmutable();
    }

    /// <summary>Gives an endpoint the traffic that it had before the last change; doing it again takes that back.</summary>
    /// <exception cref="ApiException">There is no such endpoint, or its traffic has never been changed.</exception>
    public ValueTask<Endpoint> RollBackAsync(string slug, CancellationToken cancellationToken) => ChangeAsync(
        slug,
        null,
        endpoint => endpoint with { Traffic = endpoint.PreviousTraffic ?? throw new ApiException(EndpointProblems.NothingBefore(slug)) },
        cancellationToken);

    /// <summary>Makes the flow as it was in a version, as one edit that every open editor sees and can take back.</summary>
    /// <exception cref="ApiException">There is no such flow or version, or it could not be stored.</exception>
    public async ValueTask<StoredFlow> RestoreAsync(string flowId, int number, CancellationToken cancellationToken)
    {
        var version = await endpoints.FindVersionAsync(flowId, number, cancellationToken) ?? throw new ApiException(EndpointProblems.NoVersion(number));
        await using (var lease = await sessions.OpenAsync(flowId, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(flowId)))
        {
            lease.Session.Restore(version.Flow);
            await lease.Session.FlushAsync(cancellationToken);
            if (lease.Session.SaveState is SaveState.Failing) throw new ApiException(EndpointProblems.NotStored);
        }

        return await flows.FindAsync(flowId, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(flowId));
    }

    /// <summary>What differs between two versions of a flow, or a version and the flow as it is.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="before">The number of the older version; null for the flow as it is.</param>
    /// <param name="after">The number of the newer version; null for the flow as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">There is no such flow or version.</exception>
    public async ValueTask<FlowComparison> CompareAsync(string flowId, int? before, int? after, CancellationToken cancellationToken) =>
        FlowComparison.Of(await DocumentAsync(flowId, before, cancellationToken), await DocumentAsync(flowId, after, cancellationToken), catalogue);

    private async ValueTask RenameAsync(string slug, string newSlug, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(newSlug)) throw new ApiException(EndpointProblems.BadSlug(newSlug));
        try
        {
            if (!await endpoints.RenameAsync(slug, newSlug, cancellationToken)) throw new ApiException(EndpointProblems.NotFound(slug));
        }
        catch (SlugTakenException taken)
        {
            throw new ApiException(EndpointProblems.SlugTaken(taken.Slug));
        }
    }

    private async ValueTask<Flow> DocumentAsync(string flowId, int? number, CancellationToken cancellationToken)
    {
        if (number is { } version)
            return (await endpoints.FindVersionAsync(flowId, version, cancellationToken))?.Flow ?? throw new ApiException(EndpointProblems.NoVersion(version));
        await sessions.NoticeAsync(flowId, cancellationToken);
        return (await flows.FindAsync(flowId, cancellationToken))?.Flow ?? throw new ApiException(ProblemOf.NoFlow(flowId));
    }

    private async ValueTask<Endpoint> FindAsync(string slug, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(slug, cancellationToken) ?? throw new ApiException(EndpointProblems.NotFound(slug));
}
