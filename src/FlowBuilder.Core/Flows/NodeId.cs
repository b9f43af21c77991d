using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Flows;

/// <summary>Names a node within its flow: <c>[A-Za-z][A-Za-z0-9_-]{0,63}</c>, readable, unique in the flow.</summary>
/// <param name="Value">The id as it stands in the file.</param>
public readonly partial record struct NodeId(string Value)
{
    /// <summary>Whether a text has the form of a node id.</summary>
    public static bool IsValid(string? text) => text is not null && Form().IsMatch(text);

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
