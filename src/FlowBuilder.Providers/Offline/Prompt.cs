namespace FlowBuilder.Providers.Offline;

/// <summary>What the demo model understood of a prompt.</summary>
/// <param name="Ask">The question or instruction; empty where there is none.</param>
/// <param name="IsQuestion">Whether it asks for an answer rather than for a text to be made.</param>
/// <param name="Context">The text that it may quote; empty where there is none.</param>
/// <param name="Instructions">Where instructions stand: the system message and the ends of the last one.</param>
/// <param name="Background">What the person asked before, in a conversation.</param>
internal sealed record Prompt(string Ask, bool IsQuestion, string Context, string Instructions, string Background)
{
    /// <summary>Whether to answer in Korean.</summary>
    public bool IsKorean => Hangul.IsKorean(Ask.Length > 0 ? Ask : Context);
}
