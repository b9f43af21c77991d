using FlowBuilder.Core.Tools;

namespace FlowBuilder.Web.Api.ToolServers;

/// <summary>A tool server as the API shows it: which secrets it has, never their values.</summary>
/// <param name="Name">The name that flows use.</param>
/// <param name="Kind">How it is reached: http or command.</param>
/// <param name="Address">Its address; absent for a command.</param>
/// <param name="Command">The program that is started; absent for an address.</param>
/// <param name="Arguments">What the program is started with.</param>
/// <param name="Secrets">The names of its headers or environment variables.</param>
internal sealed record ToolServerItem(
    string Name, ToolServerKind Kind, Uri? Address, string? Command, IReadOnlyList<string> Arguments, IReadOnlyList<string> Secrets)
{
    /// <summary>A stored server without the values of its secrets.</summary>
    public static ToolServerItem Of(ToolServer server) => new(
        server.Name,
        server.Kind,
        server.Address,
        server.Kind == ToolServerKind.Command ? server.Command : null,
        server.Arguments,
        [.. server.Secrets.Select(secret => secret.Name)]);
}
