using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>The tools of an agent, under names that any provider takes and no two of which are the same.</summary>
internal sealed class OfferedTools
{
    private const int LongestName = 64;

    private readonly Dictionary<string, ToolValue> _tools = new(StringComparer.Ordinal);

    /// <summary>Takes tools in.</summary>
    public OfferedTools(IEnumerable<ToolValue> tools)
    {
        foreach (var tool in tools)
        {
            var name = NameFor(tool.Function.Name);
            var offered = new OfferedTool(tool.Function, name);
            _tools.Add(name, tool with { Function = offered });
        }
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _tools.Count == 0;

    /// <summary>Every tool, as a model is told of it.</summary>
    public IEnumerable<AIFunction> Functions => _tools.Values.Select(tool => tool.Function);

    /// <summary>The tool of that name, or null.</summary>
    public ToolValue? Find(string name) => _tools.GetValueOrDefault(name);

    /// <summary>A name of letters, digits, <c>_</c> and <c>-</c>, at most 64 of them.</summary>
    public static string Cleaned(string name)
    {
        var clean = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_')).Trim('_');
        return clean.Length == 0 ? "tool" : clean[..Math.Min(clean.Length, LongestName)];
    }

    private string NameFor(string name)
    {
        var clean = Cleaned(name);
        var free = clean;
        for (var number = 2; _tools.ContainsKey(free); number++)
        {
            var ending = $"_{number}";
            free = clean[..Math.Min(clean.Length, LongestName - ending.Length)] + ending;
        }

        return free;
    }

    // A description may come from a stranger's server: it is cut to what a model needs, without signs that nobody sees.
    private sealed class OfferedTool(AIFunction inner, string name) : DelegatingAIFunction(inner)
    {
        private const int LongestDescription = 1024;

        public override string Name => name;

        public override string Description { get; } = Shown(inner.Description);

        private static string Shown(string text)
        {
            var seen = string.Concat(text.Where(letter => letter is '\n' or '\t'
                || (!char.IsControl(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)));
            return seen.Length <= LongestDescription ? seen : seen[..LongestDescription];
        }
    }
}
