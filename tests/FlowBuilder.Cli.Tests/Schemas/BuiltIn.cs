using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes.Inputs;

namespace FlowBuilder.Cli.Tests.Schemas;

/// <summary>Every node type that the program ships with.</summary>
internal static class BuiltIn
{
    public static readonly NodeCatalogue Catalogue =
        NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly, typeof(KnowledgeServices).Assembly);
}
