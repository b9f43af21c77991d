using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Web.Hubs;

/// <summary>Writes events with their <c>type</c> also where they are written as what they are, as SignalR does, and not as their base.</summary>
internal sealed class RunEventConverter : JsonConverter<RunEvent>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(RunEvent).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override RunEvent? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<RunEvent>(ref reader, CoreJson.Options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RunEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, CoreJson.Options);
}
