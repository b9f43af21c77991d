using System.Collections.Immutable;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Finds the variables of a template that cannot be read as it stands, such as one that is being typed.</summary>
/// <remarks>Its ports, and the wires at them, would otherwise come and go with every brace that somebody types.</remarks>
internal static class TemplateRecovery
{
    private const int MostRepairs = 24;

    /// <summary>The variables of what can be read: a block without an end is ended, any other faulty tag is passed over.</summary>
    public static ImmutableArray<TemplateVariable> VariablesOf(string source)
    {
        for (var repair = 0; repair <= MostRepairs; repair++)
        {
            try
            {
                return TemplateVariables.Of(TemplateParser.Parse(source));
            }
            catch (TemplateException failure) when (failure.OpenBlock is { } word)
            {
                source += $"{{{{/{word}}}}}";
            }
            catch (TemplateException failure)
            {
                source = Without(source, failure.Offset);
            }
        }

        return [];
    }

    // Blanks instead of braces: everything else stays where it is.
    private static string Without(string source, int offset)
    {
        var at = source.IndexOf("{{", Math.Clamp(offset, 0, source.Length), StringComparison.Ordinal);
        if (at < 0) return "";
        var end = at;
        while (end < source.Length && source[end] == '{') end++;
        return string.Concat(source.AsSpan(0, at), new string(' ', end - at), source.AsSpan(end));
    }
}
