using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Tests.Data.Tables;

/// <summary>What the demo model answers: simple questions by rules, and honestly nothing else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlainQuestionTests
{
    [TestCase("How many rows are there?", "Number of rows: 6")]
    [TestCase("What is the total amount?", "Sum of Amount: ₩116,000")]
    [TestCase("What is the total revenue in Seoul?", "Sum of Amount (Region = Seoul): ₩39,000")]
    [TestCase("What is the average quantity of Tea?", "Average of Quantity (Product = Tea): 3.67")]
    [TestCase("How many different products are there?", "Number of different values of Product: 3")]
    [TestCase("How many units did we sell in Busan?", "Sum of Quantity (Region = Busan): 17")]
    [TestCase("How many sales were over 20,000?", "Number of rows (Amount > 20000): 2")]
    [TestCase("What was the total amount in February 2026?", "Sum of Amount (2026, -02): ₩22,000")]
    [TestCase("What is the highest amount?", "Highest value of Amount: ₩45,000")]
    public async Task One_figure_in_English(string question, string answer) => Assert.That(await FirstLineAsync(question, TableWorld.Sales), Is.EqualTo(answer));

    [TestCase("모두 몇 건이야?", "건수: 6")]
    [TestCase("전체 매출액 합계는?", "매출액 합계: 116,000원")]
    [TestCase("서울의 매출은 얼마야?", "매출액 합계 (지역 = 서울): 39,000원")]
    [TestCase("차의 평균 수량은?", "수량 평균: 4.5")]
    [TestCase("3월 매출 합계 알려줘", "매출액 합계 (-03): 37,000원")]
    [TestCase("매출이 2만원 이상인 건은 몇 건이야?", "건수 (매출액 >= 20000): 2")]
    [TestCase("제품 종류가 몇 가지야?", "서로 다른 제품 수: 3")]
    [TestCase("가장 높은 매출액은?", "매출액 최댓값: 45,000원")]
    public async Task One_figure_in_Korean(string question, string answer) => Assert.That(await FirstLineAsync(question, TableWorld.KoreanSales), Is.EqualTo(answer));

    [TestCase("Which region sold the most?", "- Busan: 17")]
    [TestCase("Which region has the highest sales?", "- Busan: ₩73,000")]
    [TestCase("Which product has the lowest total amount?", "- Juice: ₩9,000")]
    [TestCase("Top 2 products by amount", "- Coffee: ₩63,000|- Tea: ₩44,000")]
    [TestCase("Show the total amount by region", "- Busan: ₩73,000|- Seoul: ₩39,000|- Daegu: ₩4,000")]
    [TestCase("Average quantity per product", "- Coffee: 7|- Tea: 3.67|- Juice: 2")]
    [TestCase("Amount by month", "- 2026-01: ₩57,000|- 2026-02: ₩22,000|- 2026-03: ₩37,000")]
    public async Task Figures_by_a_column_in_English(string question, string lines) => Assert.That(await ItemsAsync(question, TableWorld.Sales), Is.EqualTo(lines.Split('|')));

    [TestCase("매출이 가장 높은 지역은?", "- 부산: 73,000원")]
    [TestCase("가장 많이 팔린 제품은 무엇인가요?", "- 커피: 14")]
    [TestCase("지역별 매출 합계", "- 부산: 73,000원|- 서울: 39,000원|- 대구: 4,000원")]
    [TestCase("월별 매출을 보여줘", "- 2026-01: 57,000원|- 2026-02: 22,000원|- 2026-03: 37,000원")]
    [TestCase("상위 2개 제품의 매출", "- 커피: 63,000원|- 차: 44,000원")]
    public async Task Figures_by_a_column_in_Korean(string question, string lines) => Assert.That(await ItemsAsync(question, TableWorld.KoreanSales), Is.EqualTo(lines.Split('|')));

    [TestCase("Why did sales fall?", "cannot write SQL", "\"What is the total Amount by Region?\"")]
    [TestCase("매출이 왜 떨어졌지?", "SQL을 쓰지 못하고", "실제 모델을 연결하세요")]
    public async Task What_it_does_not_understand_it_says_with_an_example_of_what_it_does(string question, string why, string example)
    {
        var result = await TableWorld.AskAsync(TableWorld.OfflineModels, question);

        Assert.That(result.Text("text"), Does.Contain(why).And.Contain(example));
        Assert.That(result.Text("sql"), Is.Empty);
    }

    [Test]
    public async Task It_says_that_no_model_was_asked_and_shows_its_SQL()
    {
        var result = await TableWorld.AskAsync(TableWorld.OfflineModels, "지역별 매출 합계", file: new FileValue("매출.csv", "", System.Text.Encoding.UTF8.GetBytes(TableWorld.KoreanSales)));

        Assert.That(result.Text("text"), Does.Contain("_언어 모델 없이 내장 규칙으로 계산했습니다._").And.EndsWith("""
            ```sql
            SELECT "지역" AS "지역", sum("매출액") AS "매출액 합계" FROM "매출" GROUP BY 1 ORDER BY 2 DESC
            ```
            """));
    }

    private static async Task<string> FirstLineAsync(string question, string table) => (await AnswerAsync(question, table))[0];

    private static async Task<string[]> ItemsAsync(string question, string table) => [.. (await AnswerAsync(question, table)).Where(line => line.StartsWith("- ", StringComparison.Ordinal))];

    private static async Task<string[]> AnswerAsync(string question, string table) =>
        (await TableWorld.AskAsync(TableWorld.OfflineModels, question, file: TableWorld.File(table))).Text("text").Split('\n');
}
