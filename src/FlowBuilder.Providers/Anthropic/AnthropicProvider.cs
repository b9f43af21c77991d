using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Models;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;
using Connection = FlowBuilder.Core.Models.Connection;

namespace FlowBuilder.Providers.Anthropic;

/// <summary>Anthropic's API through its official SDK.</summary>
/// <remarks>
/// The SDK sends the key as a bearer token. Gateways and proxies at other addresses often know the header <c>x-api-key</c> only,
/// so they are sent both.
/// </remarks>
internal sealed class AnthropicProvider : IChatProvider
{
    /// <summary>The limit where the author sets none: the API requires one, and every model takes this.</summary>
    private const int DefaultMaxTokens = 4096;

    private const string OfficialHost = "api.anthropic.com";

    public bool Speaks(ConnectionKind kind) => kind == ConnectionKind.Anthropic;

    public IChatClient Create(Connection connection, string model, HttpClient http, ModelFaults faults) =>
        new AnthropicChatClient(ClientOf(connection, http).AsIChatClient(model, DefaultMaxTokens), model, DefaultMaxTokens, faults);

    public async Task<IReadOnlyList<string>> ListModelsAsync(
        Connection connection, HttpClient http, ModelFaults faults, CancellationToken cancellationToken)
    {
        var page = await ClientOf(connection, http).Models
            .List(new ModelListParams { Limit = 100 }, cancellationToken).ConfigureAwait(false);
        return [.. page.Items.Select(model => model.ID)];
    }

    private static AnthropicClient ClientOf(Connection connection, HttpClient http) => new(new ClientOptions
    {
        HttpClient = http,

        // Set even where there is none, or the SDK would look for one in the environment.
        ApiKey = connection.ApiKey?.Reveal(),
        AuthToken = null,
        BaseUrl = AddressOf(connection),
        ExtraHeaders = connection is { ApiKey: { } key, BaseUrl: { Host: not OfficialHost } }
            ? new Dictionary<string, string> { ["x-api-key"] = key.Reveal() }
            : null,

        // Our own pipeline counts and shows retries and times calls out; two of each would multiply.
        MaxRetries = 0,
        Timeout = TimeSpan.FromHours(12),
    });

    /// <summary>The SDK adds <c>/v1</c> itself, so one that people wrote is taken off.</summary>
    private static string AddressOf(Connection connection)
    {
        var address = connection.BaseUrl?.AbsoluteUri.TrimEnd('/') ?? $"https://{OfficialHost}";
        return address.EndsWith("/v1", StringComparison.Ordinal) ? address[..^3] : address;
    }
}
