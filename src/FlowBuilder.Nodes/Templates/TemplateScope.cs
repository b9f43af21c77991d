namespace FlowBuilder.Nodes.Templates;

/// <summary>Where a template's names are looked up: one context inside another.</summary>
internal sealed class TemplateScope
{
    private readonly TemplateScope? _outer;
    private readonly object? _value;
    private readonly Dictionary<string, object?> _data;
    private readonly Dictionary<string, object?> _named;

    /// <summary>The outermost scope.</summary>
    /// <param name="variables">The template's variables.</param>
    public TemplateScope(IReadOnlyDictionary<string, object> variables)
    {
        _value = variables;
        _data = new Dictionary<string, object?>(StringComparer.Ordinal) { ["root"] = variables };
        _named = [];
    }

    private TemplateScope(TemplateScope outer, object? value, Dictionary<string, object?> data, Dictionary<string, object?> named) =>
        (_outer, _value, _data, _named) = (outer, value, data, named);

    /// <summary>The scope of one item of a list or one member of an object.</summary>
    public TemplateScope Item(object key, object? value, bool isLast, bool isFirst, IReadOnlyList<string> names) => new(
        this,
        value,
        new Dictionary<string, object?>(_data, StringComparer.Ordinal)
        {
            ["key"] = key,
            ["index"] = key,
            ["first"] = isFirst,
            ["last"] = isLast,
        },
        Named(names, value, key));

    /// <summary>The scope of a value's members.</summary>
    public TemplateScope With(object? value, IReadOnlyList<string> names) => new(this, value, _data, Named(names, value, null));

    /// <summary>The value that a path names here, or null.</summary>
    public object? Find(TemplatePath path)
    {
        var scope = this;
        for (var i = 0; i < path.Up; i++)
        {
            if (scope._outer is null) return null;
            scope = scope._outer;
        }

        var (value, read) = path switch
        {
            { Data: { } data } => (scope._data.GetValueOrDefault(data), 0),
            { Segments: [var first, ..] } when path.Up == 0 && scope._named.TryGetValue(first, out var named) => (named, 1),
            _ => (scope._value, 0),
        };
        foreach (var segment in path.Segments.AsSpan()[read..])
        {
            if (value is null) return null;
            value = TemplateData.Member(value, segment);
        }

        return value;
    }

    private Dictionary<string, object?> Named(IReadOnlyList<string> names, object? first, object? second)
    {
        if (names.Count == 0) return _named;
        var named = new Dictionary<string, object?>(_named, StringComparer.Ordinal) { [names[0]] = first };
        if (names.Count > 1) named[names[1]] = second;
        return named;
    }
}
