using System.Text.Json.Serialization;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>How an answer comes piece by piece.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ChatStreamOptions
{
    /// <summary>Whether a last chunk says what was used.</summary>
    [JsonPropertyName("include_usage")]
    public bool? IncludeUsage { get; init; }
}
