using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>How other programs write JSON: nulls are written, and names are as they are spelled there.</summary>
internal static class CompatibleJson
{
    /// <summary>The options.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = CoreJson.Options.Encoder };
}
