using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Ends what is under way when what it is about is shared no longer.</summary>
internal sealed class AccessEnds : IDisposable
{
    private readonly AccessRules _rules;
    private readonly Lock _lock = new();
    private readonly Dictionary<Resource, ImmutableHashSet<Watched>> _watched = [];

    public AccessEnds(AccessRules rules)
    {
        _rules = rules;
        rules.Changed += OnChanged;
    }

    /// <summary>Calls when a resource is shared otherwise than before and that is not allowed any more, until the watch is disposed of.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="isAllowed">Whether it is allowed still.</param>
    /// <param name="end">Ends what is under way; must neither throw nor wait.</param>
    public IDisposable Watch(Resource resource, Func<bool> isAllowed, Action end)
    {
        var watched = new Watched(this, resource, isAllowed, end);
        lock (_lock) _watched[resource] = _watched.GetValueOrDefault(resource, []).Add(watched);
        return watched;
    }

    /// <inheritdoc/>
    public void Dispose() => _rules.Changed -= OnChanged;

    private void OnChanged(Resource resource)
    {
        ImmutableHashSet<Watched>? all;
        lock (_lock) _watched.TryGetValue(resource, out all);
        foreach (var watched in all ?? []) watched.Check();
    }

    private void Forget(Watched watched)
    {
        lock (_lock)
        {
            var rest = _watched.GetValueOrDefault(watched.Resource, []).Remove(watched);
            if (rest.IsEmpty) _watched.Remove(watched.Resource);
            else _watched[watched.Resource] = rest;
        }
    }

    private sealed class Watched(AccessEnds ends, Resource resource, Func<bool> isAllowed, Action end) : IDisposable
    {
        private readonly Lock _ending = new();
        private bool _isOver;

        public Resource Resource => resource;

        public void Check()
        {
            // What is over may be somebody else's by now, as the context of a request.
            lock (_ending)
            {
                if (!_isOver && !isAllowed()) end();
            }
        }

        public void Dispose()
        {
            ends.Forget(this);
            lock (_ending) _isOver = true;
        }
    }
}
