using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Estimating;

/// <summary>Tells whether two nodes do the same: their type, its version and every setting that can change a result.</summary>
public static class NodeFingerprint
{
    /// <summary>The SHA-256 of what the node does, in lower-case hexadecimal.</summary>
    public static string Of(FlowNode node, NodeCatalogue catalogue)
    {
        var settings = node.Settings;
        if (catalogue.Find(node.Type) is { } type)
        {
            settings = type.Canonical(settings);
            foreach (var field in type.Fields.Where(field => field.IsCosmetic)) settings = settings.Without(field.Name);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{node.Type}/{node.Version}/{settings.ToElement().GetRawText()}")));
    }
}
