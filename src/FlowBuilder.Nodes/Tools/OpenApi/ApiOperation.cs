using System.Collections.Immutable;
using System.Text.Json;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>One thing that a service can be asked.</summary>
/// <param name="Name">What a model calls it.</param>
/// <param name="Id">What the document calls it: its operation id, else method and path.</param>
/// <param name="Description">What it does.</param>
/// <param name="Method">GET, POST and their like.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Parameters">What goes into path, query and headers.</param>
/// <param name="BodyType">Media type of the body; null where there is none.</param>
/// <param name="Schema">JSON Schema of all arguments.</param>
internal sealed record ApiOperation(
    string Name, string Id, string Description, HttpMethod Method, string Path, ImmutableArray<ApiParameter> Parameters, string? BodyType, JsonElement Schema)
{
    /// <summary>The argument that is the body.</summary>
    public const string Body = "body";

    /// <summary>Whether it only reads.</summary>
    public bool ReadsOnly => Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options;
}
