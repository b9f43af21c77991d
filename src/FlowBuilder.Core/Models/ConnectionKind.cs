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

    /// <summary>Web search by Tavily.</summary>
    public static readonly ConnectionKind Tavily = new("tavily");

    /// <summary>Web search by Brave.</summary>
    public static readonly ConnectionKind Brave = new("brave");

    /// <summary>Web search by SerpAPI.</summary>
    public static readonly ConnectionKind SerpApi = new("serpapi");

    /// <summary>Web search by a SearXNG server of one's own choice.</summary>
    public static readonly ConnectionKind SearXng = new("searxng");

    /// <summary>A mail server that takes messages by SMTP.</summary>
    public static readonly ConnectionKind Smtp = new("smtp");

    /// <summary>The kinds that lead to a search of the web.</summary>
    public static IReadOnlyList<ConnectionKind> Searches { get; } = [Tavily, Brave, SerpApi, SearXng];

    /// <summary>Whether it leads to a database and not to models.</summary>
    public bool IsDatabase => this == PostgreSql;

    /// <summary>Whether it leads to a search of the web.</summary>
    public bool IsSearch => Searches.Contains(this);

    /// <summary>Whether it leads to a mail server.</summary>
    public bool IsMail => this == Smtp;

    /// <summary>Whether it leads to models.</summary>
    public bool IsModels => !IsDatabase && !IsSearch && !IsMail;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
