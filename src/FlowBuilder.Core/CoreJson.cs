using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Core;

/// <summary>How this program writes and reads JSON wherever nothing else is said.</summary>
public static class CoreJson
{
    /// <summary>Deepest nesting that is read, the same as the library's own default.</summary>
    public const int MaxDepth = 64;

    /// <summary>Camel case, enums as camel-case strings, Korean and other scripts unescaped, nulls left out.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
