using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;

namespace FlowBuilder.Web.Api.ToolServers;

/// <summary>A tool server as a caller describes it.</summary>
internal sealed record ToolServerBody
{
    /// <summary>The name that flows use; in a replacement it may be left out.</summary>
    public string? Name { get; init; }

    /// <summary>How it is reached: http or command.</summary>
    public required ToolServerKind Kind { get; init; }

    /// <summary>The address of an http server.</summary>
    public string? Address { get; init; }

    /// <summary>The program of a command server.</summary>
    public string? Command { get; init; }

    /// <summary>What the program is started with; no shell reads it.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Headers of an http server or environment variables of a program, by name; null for a value keeps the stored one.</summary>
    public IReadOnlyDictionary<string, string?>? Secrets { get; init; }

    /// <summary>The server described; it is not checked yet.</summary>
    /// <param name="name">The name that it gets.</param>
    /// <param name="stored">The one that it replaces, or null.</param>
    public ToolServer ToServer(string name, ToolServer? stored)
    {
        var isCommand = Kind == ToolServerKind.Command;
        return new ToolServer
        {
            Name = name,
            Kind = Kind,
            Address = !isCommand && Uri.TryCreate(Address, UriKind.Absolute, out var address) ? address : null,
            Command = isCommand ? Command ?? "" : "",
            Arguments = isCommand ? Arguments ?? [] : [],
            Secrets = Secrets is null
                ? [.. (stored?.Secrets ?? []).Select(secret => secret with { Value = null })]
                : [.. Secrets.Select(entry => new NamedSecret(entry.Key, string.IsNullOrEmpty(entry.Value) ? null : new Secret(entry.Value)))],
        };
    }
}
