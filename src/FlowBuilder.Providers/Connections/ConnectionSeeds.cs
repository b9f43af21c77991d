using System.Text.RegularExpressions;
using FlowBuilder.Core.Models;
using Microsoft.Extensions.Configuration;

namespace FlowBuilder.Providers.Connections;

/// <summary>Connections that come from the configuration and the environment rather than from the store.</summary>
public static partial class ConnectionSeeds
{
    /// <summary>
    /// Reads <c>Connections:&lt;name&gt;:{Kind,BaseUrl,ApiKey,Models,Fallback}</c>, and where they are set
    /// <c>OPENAI_API_KEY</c>, <c>OPENAI_BASE_URL</c> and <c>ANTHROPIC_API_KEY</c> as connections named <c>openai</c> and
    /// <c>anthropic</c>. The configuration wins over the environment, member by member.
    /// </summary>
    /// <param name="configuration">The host's configuration. <c>Models</c> is a list, or one text with commas.</param>
    /// <param name="environment">Names and values of environment variables.</param>
    /// <returns>The connections, by name.</returns>
    /// <exception cref="FormatException">A name, kind or address is not a possible one; the message says which.</exception>
    public static IReadOnlyList<Connection> Read(
        IConfiguration configuration, IReadOnlyDictionary<string, string?> environment)
    {
        var seeds = new SortedDictionary<string, Connection>(StringComparer.Ordinal);
        foreach (var seed in FromEnvironment(environment)) seeds[seed.Name] = seed;
        foreach (var section in configuration.GetSection("Connections").GetChildren())
        {
            var name = section.Key.ToLowerInvariant();
            seeds[name] = FromSection(name, section, seeds.GetValueOrDefault(name));
        }

        return [.. seeds.Values];
    }

    private static IEnumerable<Connection> FromEnvironment(IReadOnlyDictionary<string, string?> environment)
    {
        var key = Value("OPENAI_API_KEY");
        var address = Value("OPENAI_BASE_URL");
        if (key is not null || address is not null)
        {
            yield return new Connection
            {
                Name = "openai",
                Kind = ConnectionKind.OpenAI,
                ApiKey = key is null ? null : new Secret(key),
                BaseUrl = address is null ? null : Address("OPENAI_BASE_URL", address),
                Models = address is null ? Suggested("openai") : [],
            };
        }

        if (Value("ANTHROPIC_API_KEY") is { } anthropicKey)
        {
            yield return new Connection
            {
                Name = "anthropic",
                Kind = ConnectionKind.Anthropic,
                ApiKey = new Secret(anthropicKey),
                Models = Suggested("anthropic"),
            };
        }

        string? Value(string name) =>
            environment.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;
    }

    private static Connection FromSection(string name, IConfigurationSection section, Connection? environment)
    {
        if (!NameForm().IsMatch(name))
        {
            throw new FormatException(
                $"Connections:{name}: a connection's name is a lower-case letter and up to 63 more letters, digits, '-' or '_'.");
        }

        var preset = ProviderPresets.Find(Text(section, "Kind") ?? name);
        var kind = preset?.Kind ?? KindOf(name, Text(section, "Kind")) ?? environment?.Kind ?? ConnectionKind.OpenAI;
        var address = Text(section, "BaseUrl") is { } written
            ? kind.IsDatabase ? Database($"Connections:{name}:BaseUrl", written) : Address($"Connections:{name}:BaseUrl", written)
            : environment?.BaseUrl ?? (preset is { BaseUrl: { } known, MustEditBaseUrl: false } ? new Uri(known) : null);
        var models = ModelsOf(section);
        if (models.Count == 0) models = environment?.Models ?? (Text(section, "BaseUrl") is null ? preset?.Models : null) ?? [];
        return new Connection
        {
            Name = name,
            Kind = kind,
            BaseUrl = address,
            ApiKey = Text(section, "ApiKey") is { } key ? new Secret(key) : environment?.ApiKey,
            Models = models,
            Fallback = Text(section, "Fallback"),
        };
    }

    private static ConnectionKind? KindOf(string name, string? kind) => kind?.ToLowerInvariant() switch
    {
        null => null,
        "openai" => ConnectionKind.OpenAI,
        "azure-openai" or "azure" => ConnectionKind.AzureOpenAI,
        "anthropic" => ConnectionKind.Anthropic,
        "offline" => ConnectionKind.Offline,
        "postgresql" or "postgres" => ConnectionKind.PostgreSql,
        _ => throw new FormatException(
            $"Connections:{name}:Kind is '{kind}'; it must be openai, azure-openai, anthropic, offline, postgresql or the id of a preset ({string.Join(", ", ProviderPresets.All.Select(preset => preset.Id))})."),
    };

    private static IReadOnlyList<string> ModelsOf(IConfigurationSection section)
    {
        var models = section.GetSection("Models");
        var listed = models.GetChildren().Select(child => child.Value).OfType<string>().ToList();
        if (listed.Count > 0) return listed;
        return models.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    private static Uri Address(string setting, string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new FormatException($"{setting} must be a whole address such as https://host/v1.");

    private static Uri Database(string setting, string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && DatabaseAddress.Of(address) is { } database
            ? database.ToUri()
            : throw new FormatException($"{setting} must be an address such as postgresql://user@host:5432/database; the password is the ApiKey.");

    private static string? Text(IConfigurationSection section, string name) =>
        section[name]?.Trim() is { Length: > 0 } value ? value : null;

    private static IReadOnlyList<string> Suggested(string preset) => ProviderPresets.Find(preset)!.Models;

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}$")]
    private static partial Regex NameForm();
}
