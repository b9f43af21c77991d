using System.Text.Json;
using FlowBuilder.Nodes.Templates;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>A request as a tool: the variables that no wire feeds are what the model fills in.</summary>
internal sealed class HttpTool : AIFunction
{
    private readonly HttpCall _call;
    private readonly IReadOnlyDictionary<string, object> _fixed;
    private readonly HttpSettings _settings;

    /// <summary>Makes the tool.</summary>
    /// <param name="call">The request.</param>
    /// <param name="settings">Its name and description.</param>
    /// <param name="wired">Values that come from the flow; the model neither sees nor changes them.</param>
    public HttpTool(HttpCall call, HttpSettings settings, IReadOnlyDictionary<string, object> wired)
    {
        (_call, _settings, _fixed) = (call, settings, wired);
        var open = HttpTemplates.Of(settings).Variables.Select(variable => variable.Name).Distinct().Where(name => !wired.ContainsKey(name)).ToList();
        JsonSchema = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["properties"] = open.ToDictionary(name => name, _ => new { type = "string" }),
            ["required"] = open,
            ["additionalProperties"] = false,
        });
    }

    /// <inheritdoc/>
    public override string Name => _settings.ToolName;

    /// <inheritdoc/>
    public override string Description => _settings.ToolDescription;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (value is not null) values[name] = value is JsonElement json ? Templated(json) : value.ToString()!;
        }

        foreach (var (name, value) in _fixed) values[name] = value;
        var answer = await _call.SendAsync(values, idempotencyKey: null, cancellationToken).ConfigureAwait(false);
        return answer.Text;
    }

    private static string Templated(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : new TemplateData(numbersDocuments: false).Text(json);
}
