using System.Collections.Immutable;

namespace FlowBuilder.Web.Accounts;

/// <summary>What is under way and has to end when it is not allowed any more, by what it depends on.</summary>
/// <typeparam name="TCause">What it depends on.</typeparam>
internal sealed class Watches<TCause> where TCause : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TCause, ImmutableHashSet<Watched>> _watched = [];

    /// <summary>Ends something when it is found not to be allowed any more, until the watch is disposed of.</summary>
    /// <param name="cause">What it depends on.</param>
    /// <param name="isAllowed">Whether it is allowed still.</param>
    /// <param name="end">Ends it; must neither throw nor wait.</param>
    public IDisposable Watch(TCause cause, Func<bool> isAllowed, Action end)
    {
        var watched = new Watched(this, cause, isAllowed, end);
        lock (_lock) _watched[cause] = _watched.GetValueOrDefault(cause, []).Add(watched);
        return watched;
    }

    /// <summary>Looks at everything that depends on what has changed.</summary>
    public void Check(TCause cause)
    {
        ImmutableHashSet<Watched>? all;
        lock (_lock) _watched.TryGetValue(cause, out all);
        foreach (var watched in all ?? []) watched.Check();
    }

    private void Forget(Watched watched)
    {
        lock (_lock)
        {
            var rest = _watched.GetValueOrDefault(watched.Cause, []).Remove(watched);
            if (rest.IsEmpty) _watched.Remove(watched.Cause);
            else _watched[watched.Cause] = rest;
        }
    }

    private sealed class Watched(Watches<TCause> watches, TCause cause, Func<bool> isAllowed, Action end) : IDisposable
    {
        private readonly Lock _ending = new();
        private bool _isOver;

        public TCause Cause => cause;

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
            watches.Forget(this);
            lock (_ending) _isOver = true;
        }
    }
}
