using System.Collections.Immutable;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Finds the names that a template takes from outside, in the order in which they first stand there.</summary>
/// <remarks>Inside <c>#each</c> and <c>#with</c> a bare name is a member of the item, as in Handlebars: <c>../name</c> and
/// <c>@root.name</c> reach out of it.</remarks>
internal sealed class TemplateVariables
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, TemplateUse> _uses = new(StringComparer.Ordinal);

    public static ImmutableArray<TemplateVariable> Of(IReadOnlyList<TemplatePart> parts)
    {
        var finder = new TemplateVariables();
        finder.Walk(parts, depth: 0);
        return [.. finder._names.Select(name => new TemplateVariable(name, finder._uses[name]))];
    }

    // depth: how many contexts lie between here and the template's own; blocks nest 64 deep at most.
    private void Walk(IReadOnlyList<TemplatePart> parts, int depth)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Value value:
                    Add(value.Path, TemplateUse.Plain, depth);
                    break;
                case TemplatePart.Block block:
                    var opensContext = block.Kind is TemplateBlockKind.Each or TemplateBlockKind.With;
                    Add(block.Path, opensContext ? TemplateUse.Structure : TemplateUse.Condition, depth);
                    Walk(block.Body, opensContext ? depth + 1 : depth);
                    Walk(block.Otherwise, depth);
                    break;
            }
        }
    }

    private void Add(TemplatePath path, TemplateUse use, int depth)
    {
        if (path.Segments.Length == 0) return;
        var isOutside = path.Data == "root" || (path.Data is null && path.Up == depth);
        if (!isOutside) return;
        if (path.Segments.Length > 1) use = TemplateUse.Structure;
        var name = path.Segments[0];
        if (!_uses.TryAdd(name, use)) _uses[name] |= use;
        else _names.Add(name);
    }
}
