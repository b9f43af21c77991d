using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>An OpenAPI document of version 3.0 or 3.1: what a service can be asked.</summary>
internal sealed class ApiDocument
{
    private const int LongestText = 5_000_000;

    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    private readonly JsonElement _root;
    private readonly ApiSchemas _schemas;

    private ApiDocument(JsonElement root) => (_root, _schemas) = (root, new ApiSchemas(root));

    /// <summary>Reads a document in JSON or YAML.</summary>
    /// <exception cref="NodeException">It is no OpenAPI document of a version that is known.</exception>
    public static ApiDocument Read(string text)
    {
        if (text.Length > LongestText) throw Unreadable(LocalText.Of("it has more than 5 million characters", "500만 자를 넘습니다"));
        try
        {
            var root = JsonInText.TryParse(text, out var json) ? json : YamlJson.Read(text);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("openapi", out var version) && version.ToString().StartsWith("3.", StringComparison.Ordinal)) return new ApiDocument(root);
            throw Unreadable(LocalText.Of("it does not begin with \"openapi: 3.0\" or \"3.1\"", "\"openapi: 3.0\"이나 \"3.1\"로 시작하지 않습니다"));
        }
        catch (JsonException failure)
        {
            var why = ToolWords.Clean(failure.Message, 300);
            throw Unreadable(LocalText.Of($"it is neither JSON nor YAML ({why})", $"JSON도 YAML도 아닙니다({why})"));
        }
    }

    /// <summary>Where the service is, as the document says; null where it does not.</summary>
    /// <param name="source">Where the document came from, for an address that is relative to it; null for none.</param>
    public Uri? ServerOrNull(Uri? source)
    {
        if (!_root.TryGetProperty("servers", out var servers) || servers.ValueKind != JsonValueKind.Array || servers.GetArrayLength() == 0) return source is null ? null : new Uri(source, "/");
        var server = servers[0];
        var address = TextOf(server, "url");
        if (server.ValueKind == JsonValueKind.Object && server.TryGetProperty("variables", out var variables) && variables.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in variables.EnumerateObject()) address = address.Replace($"{{{variable.Name}}}", TextOf(variable.Value, "default"), StringComparison.Ordinal);
        }

        if (Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https") return whole;
        return source is not null && Uri.TryCreate(source, address, out var relative) ? relative : null;
    }

    /// <summary>The operations that can be offered to a model.</summary>
    public IReadOnlyList<ApiOperation> Operations()
    {
        var found = new List<ApiOperation>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!_root.TryGetProperty("paths", out var paths) || paths.ValueKind != JsonValueKind.Object) return found;
        foreach (var path in paths.EnumerateObject().Where(path => path.Name.StartsWith('/')))
        {
            var item = _schemas.Followed(path.Value);
            foreach (var method in Methods)
            {
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(method, out var operation) && ApiOperationReader.ReadOrNull(_schemas, path.Name, method, item, operation) is { } read)
                    found.Add(names.Add(read.Name) ? read : read with { Name = ToolWords.NameOf(read.Name, $"{method} {path.Name}") });
            }
        }

        return found;
    }

    internal static string TextOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";

    private static NodeException Unreadable(LocalText why) => new("openapi.unreadable", LocalText.Of(
        $"The OpenAPI document cannot be read: {why.English}.",
        $"OpenAPI 문서를 읽을 수 없습니다: {why.For(Templates.TemplateParser.Korean)}."), FaultKind.Input);
}
