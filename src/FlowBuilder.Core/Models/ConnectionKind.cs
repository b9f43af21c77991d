namespace FlowBuilder.Core.Models;

/// <summary>The protocol that a connection speaks. An open set: a provider project may add kinds.</summary>
/// <param name="Value">Lower-case name, as in the API.</param>
public readonly record struct ConnectionKind(string Value)
{
    /// <summary>The built-in demo model; needs neither network nor key.</summary>
    public static readonly ConnectionKind Offline = new("offline");

    /// <summary>OpenAI's API and everything that speaks it, at any base URL.</summary>
    public static readonly ConnectionKind OpenAI = new("openai");

    /// <summary>Azure OpenAI, whose address and key header differ from OpenAI's.</summary>
    public static readonly ConnectionKind AzureOpenAI = new("azure-openai");

    /// <summary>Anthropic's API.</summary>
    public static readonly ConnectionKind Anthropic = new("anthropic");

    /// <summary>A PostgreSQL database, asked and never written.</summary>
    public static readonly ConnectionKind PostgreSql = new("postgresql");

    /// <summary>Whether it leads to a database and not to models.</summary>
    public bool IsDatabase => this == PostgreSql;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
