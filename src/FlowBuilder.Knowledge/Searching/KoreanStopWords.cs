namespace FlowBuilder.Knowledge.Searching;

/// <summary>Korean words that ask or connect and say nothing of what is asked about.</summary>
internal static class KoreanStopWords
{
    private static readonly HashSet<string> Words = new(
        ("그 이 저 것 수 등 및 또는 그리고 그러나 하지만 무엇 뭐 뭔가 무엇인가 무엇인가요 무엇입니까 무슨 어떤 어떻게 어디 언제 누가 누구 왜 " +
        "있나요 있습니까 있다 있습니다 있는 있어요 없나요 없습니다 되나요 됩니까 됩니다 되는 된다 인가요 입니까 하나요 합니까 합니다 하는 한다 " +
        "알려줘 알려주세요 알려 말해줘 설명해줘 설명해주세요 설명해 주세요 줘 대해 대한 대하여 대해서 관한 관해 위한 위해 따라 경우").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a word is one of them.</summary>
    public static bool Contains(string word) => Words.Contains(word);
}
