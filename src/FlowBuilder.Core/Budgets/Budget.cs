using System.Text.Json.Serialization;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Budgets;

/// <summary>What something may use: money, tokens, time, each only where it is given.</summary>
public sealed record Budget
{
    /// <summary>The most money that a budget may give, in US dollars.</summary>
    public const decimal MostCost = 1_000_000m;

    /// <summary>The most tokens that a budget may give.</summary>
    public const long MostTokens = 1_000_000_000_000;

    /// <summary>The most time that a budget may give, in seconds: 31 days.</summary>
    public const double MostSeconds = 31 * 86_400d;

    /// <summary>US dollars for calls to models, or null.</summary>
    /// <value>More than 0, up to <see cref="MostCost"/>.</value>
    public decimal? Cost { get; init; }

    /// <summary>Tokens of calls to models, sent and received together; or null.</summary>
    /// <value>1 to <see cref="MostTokens"/>.</value>
    public long? Tokens { get; init; }

    /// <summary>Seconds of work, waiting for people not counted; or null.</summary>
    /// <value>More than 0, up to <see cref="MostSeconds"/>.</value>
    public double? Seconds { get; init; }

    /// <summary>What happens when money or tokens are used up. Time that is over always stops: work under way cannot be held.</summary>
    /// <value>Stops by default.</value>
    public AtBudgetEnd OnReached { get; init; }

    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    [JsonIgnore]
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;

    /// <summary>Whether it says nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => this is { Cost: null, Tokens: null, Seconds: null, Extra.Count: 0 };

    /// <summary>Whether it bounds calls to models.</summary>
    internal bool BoundsCalls => Cost is not null || Tokens is not null;
}
