using System.Text.Json;

namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>A request that a fake server got.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">The headers; names compare without case.</param>
/// <param name="Body">The JSON body, or an undefined element where there was none.</param>
/// <param name="Disconnected">Completes when the client went away before the reply had ended.</param>
/// <param name="Ended">Completes when the server has finished with the request, however it ended.</param>
public sealed record FakeRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement Body,
    Task Disconnected,
    Task Ended);
