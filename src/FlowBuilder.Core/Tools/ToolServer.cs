using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Tools;

/// <summary>A server of tools by the Model Context Protocol, as an operator set it up. Flows hold its name only.</summary>
/// <remarks>A flow never says what is started or called: that is the operator's alone.</remarks>
public sealed record ToolServer
{
    /// <summary>The name that flows use, of the form that a connection's name has.</summary>
    public required string Name { get; init; }

    /// <summary>How it is reached.</summary>
    public required ToolServerKind Kind { get; init; }

    /// <summary>Its address, for <see cref="ToolServerKind.Http"/>.</summary>
    public Uri? Address { get; init; }

    /// <summary>The program that is started, for <see cref="ToolServerKind.Command"/>; empty otherwise.</summary>
    public string Command { get; init; } = "";

    /// <summary>What the program is started with, each as one argument; no shell reads them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Headers of every request, or environment variables of the program.</summary>
    public IReadOnlyList<NamedSecret> Secrets { get; init; } = [];

    /// <summary>Whether a text has the form of a tool server's name.</summary>
    public static bool IsValidName(string? text) => Connection.IsValidName(text);

    /// <summary>The same for two servers that are reached in the same way; says nothing of the secrets in it.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        string?[] parts = [Kind.ToString(), Address?.OriginalString, Command, .. Arguments, "|", .. Secrets.SelectMany(secret => new[] { secret.Name, secret.Value?.Reveal() })];
        foreach (var part in parts) text.Append(part?.Length ?? -1).Append(':').Append(part);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
