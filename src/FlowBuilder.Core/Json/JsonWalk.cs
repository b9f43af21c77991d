using System.Runtime.InteropServices;

namespace FlowBuilder.Core.Json;

/// <summary>Where a reader of JSON tokens is: the objects and lists it is in, and the names it has met in each.</summary>
internal sealed class JsonWalk
{
    private readonly Stack<Level> _levels = new();
    private bool _hasBegun;

    /// <summary>Whether the one value of the text is complete.</summary>
    public bool HasEnded => _hasBegun && _levels.Count == 0;

    /// <summary>The JSON path of the value that was begun last.</summary>
    public string Path
    {
        get
        {
            var path = JsonPath.Root;
            foreach (var level in _levels.Reverse())
            {
                if (level.LastName is { } name) path = JsonPath.Member(path, name);
                else if (level.Index >= 0) path = JsonPath.Index(path, level.Index);
            }

            return path;
        }
    }

    /// <summary>A value begins.</summary>
    public void Value()
    {
        _hasBegun = true;
        if (_levels.TryPeek(out var level) && !level.IsObject) level.Index++;
    }

    /// <summary>The value that began is an object or a list.</summary>
    public void Enter(bool isObject) => _levels.Push(new Level(isObject));

    /// <summary>The innermost object or list ends.</summary>
    public void Leave() => _levels.Pop();

    /// <summary>A member begins.</summary>
    /// <returns>How often its name has stood in this object so far, itself included.</returns>
    public int Name(string name)
    {
        var level = _levels.Peek();
        level.LastName = name;
        return ++CollectionsMarshal.GetValueRefOrAddDefault(level.Names, name, out _);
    }

    private sealed class Level(bool isObject)
    {
        public readonly Dictionary<string, int> Names = new(StringComparer.Ordinal);

        public bool IsObject => isObject;

        public int Index { get; set; } = -1;

        public string? LastName { get; set; }
    }
}
