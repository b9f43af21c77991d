using System.Diagnostics.CodeAnalysis;

namespace FlowBuilder.Core.Nodes;

/// <summary>Settings that show what a node type is for; without it, the reference takes a node of a sample flow.</summary>
/// <param name="settings">The settings, a JSON object as it stands in a flow file.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string settings) : Attribute
{
    /// <summary>The settings, a JSON object as it stands in a flow file.</summary>
    public string Settings { get; } = settings;
}
