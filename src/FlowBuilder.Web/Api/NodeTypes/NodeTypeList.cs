using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.NodeTypes;

/// <summary>The description of every node type, written once: the types cannot change while the program runs.</summary>
internal sealed class NodeTypeList(NodeCatalogue catalogue)
{
    private readonly Lazy<byte[]> _json = new(() =>
        JsonSerializer.SerializeToUtf8Bytes(catalogue.Types.Select(NodeTypeDescription.ToJson), CoreJson.Options));

    /// <summary>A JSON array, in the order of the palette.</summary>
    public byte[] Json => _json.Value;
}
