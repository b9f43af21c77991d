using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>The words of everyday questions about tables, in English and Korean.</summary>
internal static partial class PlainWords
{
    /// <summary>Words that mean the same in the names of columns and in questions.</summary>
    public static readonly string[][] Synonyms =
    [
        ["sales", "revenue", "amount", "turnover", "매출", "매출액", "금액", "판매액", "판매금액"],
        ["price", "unit price", "가격", "단가"],
        ["quantity", "qty", "units", "sold", "수량", "판매량", "팔린", "팔렸"],
        ["region", "area", "지역"],
        ["city", "도시"],
        ["product", "item", "제품", "상품", "품목"],
        ["category", "분류", "카테고리"],
        ["customer", "client", "고객", "거래처"],
        ["department", "dept", "부서"],
        ["employee", "staff", "직원", "사원"],
        ["date", "날짜", "일자"],
        ["name", "이름", "성명"],
        ["country", "국가", "나라"],
        ["store", "shop", "branch", "매장", "지점", "점포"],
        ["cost", "비용", "원가"],
        ["profit", "이익", "수익"],
        ["salary", "급여", "연봉"],
        ["score", "점수"],
        ["age", "나이", "연령"],
        ["stock", "inventory", "재고"],
        ["status", "상태"],
    ];

    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Whether a question is in Korean.</summary>
    public static bool IsKorean(string question) => question.Any(letter => letter is >= '가' and <= '힣');

    /// <summary>Whether it asks how many.</summary>
    public static bool AsksCount(string question) => Count().IsMatch(question);

    /// <summary>Whether it asks for a sum.</summary>
    public static bool AsksSum(string question) => Sum().IsMatch(question);

    /// <summary>Whether it asks for an average.</summary>
    public static bool AsksAverage(string question) => Average().IsMatch(question);

    /// <summary>Whether it asks for the highest.</summary>
    public static bool AsksHighest(string question) => Highest().IsMatch(question);

    /// <summary>Whether it asks for the lowest.</summary>
    public static bool AsksLowest(string question) => Lowest().IsMatch(question);

    /// <summary>Whether it asks for different values.</summary>
    public static bool AsksDifferent(string question) => Different().IsMatch(question);

    /// <summary>Whether it asks to be shown rows.</summary>
    public static bool AsksRows(string question) => Rows().IsMatch(question);

    /// <summary>Whether it asks for each month (7 characters of a day), each year (4), or neither (0).</summary>
    public static int AsksPeriod(string question) => Monthly().IsMatch(question) ? 7 : Yearly().IsMatch(question) ? 4 : 0;

    /// <summary>How many of the highest or lowest are asked for; null where no number tells.</summary>
    public static int? AsksTop(string question)
    {
        var match = Top().Match(question);
        return match.Success && int.TryParse(match.Groups.Values.Skip(1).First(group => group.Success).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, 100)
            : null;
    }

    /// <summary>The year that a question names, or null.</summary>
    public static string? YearIn(string question) => Year().Match(question) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The months that a question names, as <c>01</c> to <c>12</c>, first and last; null where it names none.</summary>
    public static (string First, string Last)? MonthsIn(string question)
    {
        if (Quarter().Match(question) is { Success: true } quarter)
        {
            var number = int.Parse(quarter.Groups[1].Success ? quarter.Groups[1].Value : quarter.Groups[2].Value, CultureInfo.InvariantCulture);
            return (Two((number * 3) - 2), Two(number * 3));
        }

        if (KoreanMonth().Match(question) is { Success: true } korean && int.Parse(korean.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month)
            return (Two(month), Two(month));
        if (EnglishMonth().Match(question) is not { Success: true } english) return null;
        var index = Two(Array.IndexOf(MonthNames, english.Groups[1].Value[..3]) + 1);
        return (index, index);
    }

    /// <summary>A comparison with a number: the operator, the number and where it stands; null where there is none.</summary>
    public static (string Operator, decimal Number, int At)? ComparisonIn(string question)
    {
        if (KoreanComparison().Match(question) is { Success: true } korean)
        {
            var scale = korean.Groups[2].Value switch { "천" => 1_000m, "만" => 10_000m, "억" => 100_000_000m, _ => 1m };
            var sign = korean.Groups[3].Value switch { "이상" => ">=", "초과" => ">", "이하" => "<=", _ => "<" };
            return (sign, Number(korean.Groups[1].Value) * scale, korean.Index);
        }

        if (EnglishComparison().Match(question) is not { Success: true } english) return null;
        var words = english.Groups[1].Value;
        var sign2 = words is "at least" ? ">=" : words is "at most" ? "<=" : words is "over" or "above" or "more than" or "greater than" ? ">" : "<";
        return (sign2, Number(english.Groups[2].Value), english.Index);
    }

    private static decimal Number(string text) => decimal.Parse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string Two(int month) => month.ToString("00", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(how many|number of|count)\b|몇|건수|개수|갯수|인원")]
    private static partial Regex Count();

    [GeneratedRegex(@"\b(total|sum|how much|altogether|combined)\b|합계|총|전체 (?=.*얼마)|합은|합을|합이|얼마")]
    private static partial Regex Sum();

    [GeneratedRegex(@"\b(average|mean|avg)\b|평균")]
    private static partial Regex Average();

    [GeneratedRegex(@"\b(highest|largest|biggest|maximum|max|most|best|top|greatest)\b|최대|최고|상위|1위|(가장|제일) (높|큰|크|많|잘|비싼|비싸)")]
    private static partial Regex Highest();

    [GeneratedRegex(@"\b(lowest|smallest|minimum|min|least|fewest|worst|bottom|cheapest)\b|최소|최저|하위|(가장|제일) (낮|작|적|싼|싸|못|저렴)")]
    private static partial Regex Lowest();

    [GeneratedRegex(@"\b(different|distinct|unique|kinds of)\b|서로 다른|종류")]
    private static partial Regex Different();

    [GeneratedRegex(@"\b(list|show|which|what are|give me|who)\b|목록|보여|나열|알려|어떤|어느|누구|무엇")]
    private static partial Regex Rows();

    [GeneratedRegex(@"\b(by month|per month|monthly|each month|which month)\b|월별|매월|달마다|어느 달|몇 월")]
    private static partial Regex Monthly();

    [GeneratedRegex(@"\b(by year|per year|yearly|annual|each year|which year)\b|연도별|년도별|연별|매년|어느 해")]
    private static partial Regex Yearly();

    [GeneratedRegex(@"\b(?:top|bottom|best|highest|lowest) ([0-9]{1,3})\b|\b([0-9]{1,3}) (?:highest|largest|biggest|lowest|smallest|best|most)\b|(?:상위|하위) ?([0-9]{1,3})")]
    private static partial Regex Top();

    [GeneratedRegex(@"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})월")]
    private static partial Regex KoreanMonth();

    [GeneratedRegex(@"\b(january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|(?<=in )may)\b")]
    private static partial Regex EnglishMonth();

    [GeneratedRegex(@"\bq([1-4])\b|([1-4])분기")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"([0-9][0-9,]*(?:\.[0-9]+)?)(천|만|억)?\s*[가-힣]{0,2}\s*(이상|초과|이하|미만)")]
    private static partial Regex KoreanComparison();

    [GeneratedRegex(@"\b(over|above|more than|greater than|at least|under|below|less than|fewer than|at most) [₩$€£¥]?([0-9][0-9,]*(?:\.[0-9]+)?)")]
    private static partial Regex EnglishComparison();
}
