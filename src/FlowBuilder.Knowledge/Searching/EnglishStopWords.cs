namespace FlowBuilder.Knowledge.Searching;

/// <summary>English words that stand in nearly every text and every question.</summary>
internal static class EnglishStopWords
{
    private static readonly HashSet<string> Words = new(
        ("a about above after again against all also am an and any are as at be because been before being below between both but by " +
        "can cannot could did do does doing down during each few for from further had has have having he her here hers herself him " +
        "himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other our " +
        "ours ourselves out over own same she should so some such than that the their theirs them themselves then there these they " +
        "this those through to too under until up upon very was we were what when where which while who whom whose why will with " +
        "would you your yours yourself yourselves don't doesn't didn't can't isn't aren't wasn't won't i'm it's what's that's " +
        "there's who's how's where's let's please tell").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a word in lower case is one of them.</summary>
    public static bool Contains(string word) => Words.Contains(word.Replace('’', '\''));
}
