using System.Collections.Concurrent;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Counts how often nodes were called.</summary>
public sealed class CallCounter
{
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public int this[string node] => _calls.GetValueOrDefault(node);

    public void Count(string node) => _calls.AddOrUpdate(node, 1, (_, count) => count + 1);
}
