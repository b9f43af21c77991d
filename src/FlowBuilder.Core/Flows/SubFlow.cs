using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows;

/// <summary>A flow that a node of another flow runs.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="StoredId">Its id in the store; null for one that is embedded in its node's settings.</param>
public sealed record SubFlow(Flow Flow, string? StoredId = null)
{
    /// <summary>Whether a setting holds a whole flow, and not the id of a stored one.</summary>
    public static bool IsEmbedded(JsonElement? setting) => setting is { ValueKind: JsonValueKind.Object };

    /// <summary>The id of the stored flow that a setting names; null where it names none.</summary>
    public static string? StoredIdIn(JsonElement? setting) =>
        setting is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } id ? id : null;

    /// <summary>The flow that a setting embeds, as much of it as can be read; null where it is none.</summary>
    /// <remarks>What is wrong with it is the validator's to say.</remarks>
    /// <param name="setting">The setting.</param>
    /// <param name="catalogue">The node types.</param>
    public static Flow? Read(JsonElement? setting, NodeCatalogue catalogue) =>
        setting is { } json && IsEmbedded(json) ? Read(json, catalogue, new DiagnosticList(), out _) : null;

    /// <summary>A flow as a setting embeds it.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalogue">The node types.</param>
    public static JsonElement ToSetting(Flow flow, NodeCatalogue catalogue) => JsonElement.Parse(new FlowFormat(catalogue).Write(flow));

    internal static Flow? Read(JsonElement json, NodeCatalogue catalogue, DiagnosticList problems, out FlowPlaces places)
    {
        var reader = new FlowFileReader(catalogue, problems);
        places = FlowPlaces.AsTheyAre;
        try
        {
            var flow = reader.Read(json);
            places = reader.Places;
            return flow;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in a text, which a file is refused for before it comes here.
            return null;
        }
    }
}
