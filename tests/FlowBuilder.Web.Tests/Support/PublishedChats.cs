using System.Text.Json;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Flows that one can talk to, behind endpoints.</summary>
internal static class PublishedChats
{
    /// <summary>Answers with what it is told.</summary>
    public const string Echo = """
        {
          "format": "flowbuilder/1", "name": "<b>Echo</b>", "description": "Says it again.",
          "nodes": [
            { "id": "message", "type": "input.chat", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "message", "example": "Hello?" } },
            { "id": "reply", "type": "output.chat", "version": 1, "position": { "x": 360, "y": 0 } }
          ],
          "edges": [{ "from": "message.text", "to": "reply.value" }]
        }
        """;

    /// <summary>Stores a flow file and publishes it.</summary>
    public static async Task PublishAsync(
        TestProgram program, HttpClient client, string slug, string file, bool isPublic, CancellationToken cancellationToken)
    {
        _ = program.Address;
        using var stored = await client.PostTextAsync("api/v1/flows", file, cancellationToken);
        var flow = (await stored.JsonAsync(cancellationToken)).GetProperty("id").GetString()!;
        await client.PublishAsync(flow, slug, cancellationToken);
        await client.ChangeEndpointAsync(slug, new { isPublic, publicRequestsPerMinute = 1000 }, cancellationToken);
    }

    /// <summary>The name of an event and its JSON.</summary>
    public static (string Type, JsonElement Data) Read(System.Net.ServerSentEvents.SseItem<string> item) => (item.EventType, JsonElement.Parse(item.Data));
}
