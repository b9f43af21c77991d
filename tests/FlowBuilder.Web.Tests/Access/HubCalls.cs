using System.Text.Json;
using FlowBuilder.Testing.Hubs;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>Calls of the hub, and what becomes of them.</summary>
internal static class HubCalls
{
    public static Uri AddressOf(TestProgram program) => new UriBuilder(new Uri(program.Address, "hubs/runs")) { Scheme = "ws" }.Uri;

    /// <summary>The code with which a stream is refused, or <c>ok</c> for one that has events.</summary>
    public static async Task<string> CodeOfAsync(IAsyncEnumerable<JsonElement> stream)
    {
        var events = 0;
        try
        {
            await foreach (var _ in stream) events++;
            return events > 0 ? "ok" : "empty";
        }
        catch (HubCallException refused)
        {
            Assert.That(events, Is.Zero);
            return CodeOf(refused);
        }
    }

    /// <summary>The code with which a call is refused.</summary>
    public static string CodeOf(HubCallException refused) => refused.Message.Split("HubException: ")[^1].Split(':')[0];
}
