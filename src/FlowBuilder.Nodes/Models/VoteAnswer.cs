using System.Globalization;
using System.Text;

namespace FlowBuilder.Nodes.Models;

/// <summary>What one of several models said.</summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Text">The answer; null where the model failed.</param>
/// <param name="Error">Why it failed, or null.</param>
internal sealed record VoteAnswer(string Connection, string Model, string? Text, string? Error)
{
    /// <summary>How many models said the same, itself included; 0 where it failed or nobody counted.</summary>
    public int Votes { get; init; }

    /// <summary>Whether it is the answer that was chosen.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Who said it, for people.</summary>
    public string Who => Model.Length > 0 ? $"{Connection} · {Model}" : Connection;

    /// <summary>The answer as votes are counted: one that differs in case, white space, or the signs around it is the same.</summary>
    public static string Ballot(string text)
    {
        var plain = text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        var words = plain.ToLower(CultureInfo.InvariantCulture).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Trim('"', '\'', '.', '!', '*', '`', ' ', '“', '”', '。');
    }
}
