using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Text;

[Parallelizable(ParallelScope.All)]
public sealed class TokenEstimatorTests
{
    private const string English =
        "The warranty lasts two years from the day of purchase. Keep the receipt: without it the service department cannot tell when the machine " +
        "was bought. Belts, filters and batteries are worn parts; they are replaced free of charge during the first twelve months only. If the " +
        "machine makes an unusual noise, switch it off, pull the plug and wait until the drum has come to a standstill before you open the door.";

    private const string Korean =
        "보증 기간은 구입한 날부터 2년입니다. 영수증을 꼭 보관하세요. 영수증이 없으면 서비스 센터에서 구입 날짜를 확인할 수 없습니다. 벨트와 필터, 배터리는 " +
        "소모품이라 처음 12개월 동안만 무료로 교환해 드립니다. 기계에서 평소와 다른 소리가 나면 전원을 끄고 플러그를 뽑은 다음, 통이 완전히 멈출 때까지 기다렸다가 " +
        "문을 여세요.";

    private const string KoreanRules =
        "연차 휴가는 입사일을 기준으로 계산합니다. 1년 미만 근무한 직원은 한 달을 개근할 때마다 하루씩 휴가가 생기고, 1년 동안 80% 이상 출근하면 15일을 받습니다. " +
        "휴가를 쓰려면 늦어도 사흘 전에 인사 시스템에서 신청하고 팀장의 승인을 받아야 합니다.";

    private const string Markdown =
        "## Connections\n\n- **OpenAI** and everything compatible (`https://api.example.com/v1`)\n- **Anthropic**: key only\n\n| setting | default |\n" +
        "| --- | --- |\n| time limit | 100 s |\n| retries | 3 |\n\n```json\n{ \"model\": \"small\", \"temperature\": 0.2 }\n```\n";

    // The counts are those of the vocabulary o200k.
    [TestCase(English, 83)]
    [TestCase(Korean, 113)]
    [TestCase(KoreanRules, 86)]
    [TestCase(Markdown, 73)]
    public void Comes_within_an_eighth_of_what_a_tokenizer_counts(string text, int tokens)
    {
        Assert.That(TokenEstimator.Count(text), Is.EqualTo(tokens).Within(12.5).Percent);
    }

    [TestCase("", 0)]
    [TestCase("Hello, world!", 4)]
    [TestCase("internationalisation", 6)]
    [TestCase("보증 기간은 2년입니다.", 9)]
    [TestCase("1234567", 3)]
    [TestCase("----------", 1)]
    [TestCase("漢字", 2)]
    [TestCase("   \t ", 0)]
    public void Counts_by_the_documented_rules(string text, int tokens)
    {
        Assert.That(TokenEstimator.Count(text), Is.EqualTo(tokens));
    }

    [TestCase(English)]
    [TestCase(Korean)]
    [TestCase(Markdown)]
    [TestCase("\uD83D\uD83D\uDC68\u200D\uD83D\uDC69 a\u0301 ...\n\n)")]
    public void Never_counts_less_for_more_text_and_gives_as_much_as_fits(string text)
    {
        for (var i = 1; i <= text.Length; i++)
        {
            Assert.That(TokenEstimator.Count(text.AsSpan(0, i)), Is.GreaterThanOrEqualTo(TokenEstimator.Count(text.AsSpan(0, i - 1))));
            Assert.That(TokenEstimator.Count(text.AsSpan(i - 1)), Is.GreaterThanOrEqualTo(TokenEstimator.Count(text.AsSpan(i))));
        }

        for (var tokens = 0; tokens <= TokenEstimator.Count(text) + 1; tokens++)
        {
            var length = TokenEstimator.Fitting(text, tokens);
            Assert.That(TokenEstimator.Count(text.AsSpan(0, length)), Is.LessThanOrEqualTo(tokens));
            if (length < text.Length) Assert.That(TokenEstimator.Count(text.AsSpan(0, Math.Min(length + 2, text.Length))), Is.GreaterThan(tokens));
        }
    }
}
