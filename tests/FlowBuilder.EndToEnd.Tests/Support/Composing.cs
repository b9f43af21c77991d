using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Types as an input method does: each syllable is composed letter by letter, then committed.</summary>
internal sealed class Composing
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int Finals = 28;
    private const int Vowels = 21;
    private const string InitialLetters = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    private readonly ICDPSession _session;

    private Composing(ICDPSession session) => _session = session;

    public static async Task<Composing> OnAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>Types a text whole.</summary>
    public async Task TypeAsync(string text)
    {
        foreach (var letter in text)
        {
            foreach (var step in StepsOf(letter)) await ComposeAsync(step);
            await CommitAsync(letter.ToString());
        }
    }

    /// <summary>Shows what is being composed, and does not commit it.</summary>
    public Task ComposeAsync(string text) => _session.SendAsync("Input.imeSetComposition", new Dictionary<string, object>
    {
        ["text"] = text,
        ["selectionStart"] = text.Length,
        ["selectionEnd"] = text.Length,
    });

    /// <summary>Ends what is being composed with a text.</summary>
    public Task CommitAsync(string text) => _session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = text });

    // The letters of a Hangul syllable by the arithmetic of the Unicode Standard, section 3.12: 한 is composed as ㅎ, 하, 한.
    private static IEnumerable<string> StepsOf(char letter)
    {
        if (letter < FirstSyllable || letter > LastSyllable) yield break;
        var index = letter - FirstSyllable;
        yield return InitialLetters[index / (Vowels * Finals)].ToString();
        yield return ((char)(letter - (index % Finals))).ToString();
        if (index % Finals > 0) yield return letter.ToString();
    }
}
