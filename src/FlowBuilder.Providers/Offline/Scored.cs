namespace FlowBuilder.Providers.Offline;

/// <summary>A sentence with how well it answers.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Score">Higher is better; 0 says nothing in common.</param>
/// <param name="Coverage">How much of the question's weight the sentence has, 0 to 1.</param>
/// <param name="IsDefinition">Whether it defines what the question asks for.</param>
internal sealed record Scored(Sentence Sentence, double Score, double Coverage, bool IsDefinition);
