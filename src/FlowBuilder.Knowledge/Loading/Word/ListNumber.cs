using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>Writes the numbers of list items.</summary>
internal static class ListNumber
{
    private const string Ganada = "가나다라마바사아자차카타파하";
    private const string Consonants = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";

    private static readonly (int Value, string Letters)[] RomanSteps =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ];

    /// <summary>A number in one of Word's formats; in digits where the format is not known here.</summary>
    public static string Of(int number, string format) => format switch
    {
        "lowerLetter" => Letters(number),
        "upperLetter" => Letters(number).ToUpperInvariant(),
        "lowerRoman" => Roman(number),
        "upperRoman" => Roman(number).ToUpperInvariant(),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "ganada" when number is >= 1 and <= 14 => Ganada.Substring(number - 1, 1),
        "chosung" when number is >= 1 and <= 14 => Consonants.Substring(number - 1, 1),
        "decimalEnclosedCircle" when number is >= 1 and <= 20 => ((char)('①' + number - 1)).ToString(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // After z comes aa, then bb: the letter is repeated.
    private static string Letters(int number) =>
        number is < 1 or > 780 ? number.ToString(CultureInfo.InvariantCulture) : new string((char)('a' + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999) return number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (value, letters) in RomanSteps)
        {
            for (; number >= value; number -= value) text.Append(letters);
        }

        return text.ToString();
    }
}
