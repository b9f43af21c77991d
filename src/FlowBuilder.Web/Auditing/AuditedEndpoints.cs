using System.Globalization;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is published, and what is done to endpoints.</summary>
internal sealed class AuditedEndpoints(IEndpointStore endpoints, AuditTrail audit) : IEndpointStore
{
    /// <inheritdoc/>
    public async ValueTask<FlowVersion?> PublishAsync(string flowId, string slug, string note, Flow flow, CancellationToken cancellationToken)
    {
        var version = await endpoints.PublishAsync(flowId, slug, note, flow, cancellationToken);
        if (version is not null) await audit.WriteAsync("endpoint.published", flowId, slug, version.Number.ToString(CultureInfo.InvariantCulture));
        return version;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FlowVersion>> ListVersionsAsync(string flowId, CancellationToken cancellationToken) =>
        endpoints.ListVersionsAsync(flowId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishedFlow?> FindVersionAsync(string flowId, int number, CancellationToken cancellationToken) =>
        endpoints.FindVersionAsync(flowId, number, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Endpoint>> ListAsync(CancellationToken cancellationToken) => endpoints.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Endpoint?> FindAsync(string slug, CancellationToken cancellationToken) => endpoints.FindAsync(slug, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var former = await endpoints.FindAsync(endpoint.Slug, cancellationToken);
        if (!await endpoints.SaveAsync(endpoint, cancellationToken)) return false;
        var shares = SharesOf(endpoint);
        if (former is not null && SharesOf(former) != shares) await audit.WriteAsync("endpoint.routed", endpoint.FlowId, endpoint.Slug, $"{SharesOf(former)} → {shares}");
        else await audit.WriteAsync("endpoint.changed", endpoint.FlowId, endpoint.Slug);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenameAsync(string slug, string newSlug, CancellationToken cancellationToken)
    {
        var former = await endpoints.FindAsync(slug, cancellationToken);
        if (!await endpoints.RenameAsync(slug, newSlug, cancellationToken)) return false;
        await audit.WriteAsync("endpoint.renamed", former?.FlowId, newSlug, slug);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string slug, CancellationToken cancellationToken)
    {
        var former = await endpoints.FindAsync(slug, cancellationToken);
        if (!await endpoints.DeleteAsync(slug, cancellationToken)) return false;
        await audit.WriteAsync("endpoint.deleted", former?.FlowId, slug);
        return true;
    }

    private static string SharesOf(Endpoint endpoint) =>
        string.Join(", ", endpoint.Traffic.Shares.OrderBy(share => share.Key).Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Key}: {share.Value} %")));
}
