using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Ends what is under way when what it is about is shared no longer.</summary>
internal sealed class AccessEnds : IDisposable
{
    private readonly AccessRules _rules;
    private readonly Watches<Resource> _watches = new();

    public AccessEnds(AccessRules rules)
    {
        _rules = rules;
        rules.Changed += _watches.Check;
    }

    /// <summary>Calls when a resource is shared otherwise than before and that is not allowed any more, until the watch is disposed of.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="isAllowed">Whether it is allowed still.</param>
    /// <param name="end">Ends what is under way; must neither throw nor wait.</param>
    public IDisposable Watch(Resource resource, Func<bool> isAllowed, Action end) => _watches.Watch(resource, isAllowed, end);

    /// <inheritdoc/>
    public void Dispose() => _rules.Changed -= _watches.Check;
}
