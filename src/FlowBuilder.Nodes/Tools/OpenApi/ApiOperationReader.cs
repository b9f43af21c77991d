using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>Makes of an operation in a document what can be called.</summary>
internal static class ApiOperationReader
{
    private const int LargestSchema = 32 * 1024;

    private static readonly string[] BodyTypes = ["application/json", "application/x-www-form-urlencoded", "text/plain"];

    /// <summary>The operation; null where it needs what cannot be sent, such as a file.</summary>
    public static ApiOperation? ReadOrNull(ApiSchemas schemas, string path, string method, JsonElement item, JsonElement operation)
    {
        if (operation.ValueKind != JsonValueKind.Object) return null;
        var properties = new JsonObject();
        var required = new JsonArray();
        var parameters = ImmutableArray.CreateBuilder<ApiParameter>();
        foreach (var parameter in ParametersOf(schemas, item, operation))
        {
            var (name, place) = (ApiDocument.TextOf(parameter, "name"), ApiDocument.TextOf(parameter, "in"));
            var isRequired = place == "path" || IsTrue(parameter, "required");
            if (place is not ("path" or "query" or "header"))
            {
                if (isRequired) return null;
                continue;
            }

            var argument = properties.ContainsKey(name) || name == ApiOperation.Body ? $"{place}_{name}" : name;
            properties[argument] = SchemaOf(schemas, parameter);
            if (isRequired) required.Add(argument);
            parameters.Add(new ApiParameter(argument, name, place, Repeats(parameter)));
        }

        if (BodyOf(schemas, operation) is { } body)
        {
            if (body.Type is null && body.IsRequired) return null;
            if (body.Type is not null) properties[ApiOperation.Body] = body.Schema;
            if (body.Type is not null && body.IsRequired) required.Add(ApiOperation.Body);
            return Made(path, method, operation, properties, required, parameters.ToImmutable(), body.Type);
        }

        return Made(path, method, operation, properties, required, parameters.ToImmutable(), bodyType: null);
    }

    private static ApiOperation Made(
        string path, string method, JsonElement operation, JsonObject properties, JsonArray required, ImmutableArray<ApiParameter> parameters, string? bodyType)
    {
        var schema = JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false });
        if (schema.GetRawText().Length > LargestSchema)
        {
            var names = properties.Select(property => property.Key).ToList();
            schema = JsonSerializer.SerializeToElement(new { type = "object", properties = names.ToDictionary(name => name, _ => new { }), required, additionalProperties = false });
        }

        var id = ApiDocument.TextOf(operation, "operationId") is { Length: > 0 } given ? given : $"{method} {path}";
        var about = string.Join(" ", new[] { ApiDocument.TextOf(operation, "summary"), ApiDocument.TextOf(operation, "description") }.Where(text => text.Length > 0));
        return new ApiOperation(NameOf(id), id, ToolWords.Clean(about.Length > 0 ? about : $"{method.ToUpperInvariant()} {path}", ToolWords.LongestDescription), new HttpMethod(method.ToUpperInvariant()), path, parameters, bodyType, schema);
    }

    private static string NameOf(string id)
    {
        var name = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_')).Trim('_');
        while (name.Contains("__", StringComparison.Ordinal)) name = name.Replace("__", "_", StringComparison.Ordinal);
        return name.Length is > 0 and <= 64 ? name : ToolWords.NameOf("api", id);
    }

    // Those of the operation come before those of the path.
    private static List<JsonElement> ParametersOf(ApiSchemas schemas, JsonElement item, JsonElement operation)
    {
        var found = new List<JsonElement>();
        foreach (var holder in new[] { operation, item })
        {
            if (!holder.TryGetProperty("parameters", out var list) || list.ValueKind != JsonValueKind.Array) continue;
            foreach (var parameter in list.EnumerateArray().Select(schemas.Followed).Where(parameter => ApiDocument.TextOf(parameter, "name").Length > 0))
            {
                if (!found.Exists(known => ApiDocument.TextOf(known, "name") == ApiDocument.TextOf(parameter, "name") && ApiDocument.TextOf(known, "in") == ApiDocument.TextOf(parameter, "in"))) found.Add(parameter);
            }
        }

        return found;
    }

    private static JsonNode SchemaOf(ApiSchemas schemas, JsonElement parameter)
    {
        var schema = parameter.TryGetProperty("schema", out var given) ? schemas.Plain(given) : new JsonObject();
        if (schema is JsonObject members && members["description"] is null && ApiDocument.TextOf(parameter, "description") is { Length: > 0 } about) members["description"] = ToolWords.Clean(about, ToolWords.LongestDescription);
        return schema;
    }

    private static bool Repeats(JsonElement parameter) => !parameter.TryGetProperty("explode", out var explode) ? ApiDocument.TextOf(parameter, "style") is "" or "form" : explode.ValueKind == JsonValueKind.True;

    private static (string? Type, JsonNode Schema, bool IsRequired)? BodyOf(ApiSchemas schemas, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var given)) return null;
        var body = schemas.Followed(given);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Object) return null;
        var isRequired = IsTrue(body, "required");
        foreach (var type in BodyTypes)
        {
            foreach (var entry in content.EnumerateObject())
            {
                if (entry.Name.Split(';')[0].Trim() is var name && (name == type || (type == "application/json" && name.EndsWith("+json", StringComparison.Ordinal))))
                    return (entry.Name, entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("schema", out var schema) ? schemas.Plain(schema) : new JsonObject(), isRequired);
            }
        }

        return (null, new JsonObject(), isRequired);
    }

    private static bool IsTrue(JsonElement value, string name) => value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
