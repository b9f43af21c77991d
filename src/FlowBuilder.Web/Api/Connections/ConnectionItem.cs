using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Web.Api.Connections;

/// <summary>A connection as the API shows it: whether it has a key, never the key.</summary>
/// <param name="Name">The name that flows use.</param>
/// <param name="Kind">The protocol it speaks.</param>
/// <param name="BaseUrl">The provider's base address; absent for the kind's own.</param>
/// <param name="HasKey">Whether a key is stored.</param>
/// <param name="Models">Models to offer; empty where the provider is asked.</param>
/// <param name="Fallback">The connection tried when this one has failed for good.</param>
/// <param name="Recording">Whether runs of flows that name it are recorded or replayed; absent for neither.</param>
/// <param name="Limits">How a provider of models is called; absent for other kinds.</param>
internal sealed record ConnectionItem(
    string Name, string Kind, Uri? BaseUrl, bool HasKey, IReadOnlyList<string> Models, string? Fallback, RecordingMode? Recording, CallLimitsBody? Limits)
{
    /// <summary>A stored connection without its key.</summary>
    public static ConnectionItem Of(Connection connection) => new(
        connection.Name,
        connection.Kind.Value,
        connection.BaseUrl,
        connection.ApiKey is not null,
        connection.Models,
        connection.Fallback,
        connection.Recording,
        connection.Kind.IsModels ? CallLimitsBody.Of(connection.Limits) : null);
}
