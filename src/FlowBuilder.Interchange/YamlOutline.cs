using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowBuilder.Interchange;

/// <summary>The upper levels of a YAML file: which keys there are, and their values where these are plain.</summary>
/// <remarks>
/// Reads the file as a stream of events. Nothing is built, no alias is followed and no tag is obeyed, so that a file made to
/// harm (aliases that multiply, endless nesting) costs no more than its length.
/// </remarks>
internal sealed class YamlOutline
{
    private const int DeepestKept = 3;

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private YamlOutline()
    {
    }

    /// <summary>Reads a text; null where it is no YAML mapping.</summary>
    public static YamlOutline? Of(string text)
    {
        var outline = new YamlOutline();
        try
        {
            return outline.Read(new Parser(new StringReader(text))) ? outline : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    /// <summary>Whether a key stands at a path such as <c>workflow.graph</c>; the items of lists have the path of their list with <c>[]</c>.</summary>
    public bool Has(string path) => _values.ContainsKey(path);

    /// <summary>The plain values at a path, in order.</summary>
    public IReadOnlyList<string> Values(string path) => _values.GetValueOrDefault(path) ?? [];

    private bool Read(Parser parser)
    {
        var open = new Stack<Level>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    var isMapping = parser.Current is MappingStart;
                    if (open.Count == 0 && !isMapping) return false;
                    open.Push(new Level(isMapping, open.TryPeek(out var owner) ? owner.ChildPath() : "", open.Count));
                    if (open.Count > 1) Note(open.Peek());
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    if (open.TryPeek(out var parent)) parent.ValueRead();
                    break;
                case Scalar scalar when open.TryPeek(out var level):
                    if (level.AwaitsKey) level.Key = scalar.Value;
                    else Add(level, scalar.Value);
                    break;
                case AnchorAlias when open.TryPeek(out var level):
                    if (level.AwaitsKey) level.Key = "";
                    else Add(level, "");
                    break;
                case Scalar:
                    return false;
            }
        }

        return _values.Count > 0;
    }

    private void Add(Level level, string value)
    {
        if (level.Depth < DeepestKept) ListAt(level.ChildPath()).Add(value);
        level.ValueRead();
    }

    private void Note(Level level)
    {
        if (level.Depth <= DeepestKept) ListAt(level.Path);
    }

    private List<string> ListAt(string path) =>
        _values.TryGetValue(path, out var list) ? list : _values[path] = [];

    private sealed class Level(bool isMapping, string path, int depth)
    {
        public string Path => path;

        public int Depth => depth;

        public string? Key { get; set; }

        public bool AwaitsKey => isMapping && Key is null;

        public string ChildPath() => !isMapping ? path + "[]" : path.Length == 0 ? Key ?? "" : $"{path}.{Key}";

        public void ValueRead() => Key = null;
    }
}
