namespace FlowBuilder.Providers.Tests.Offline;

[Parallelizable(ParallelScope.All)]
internal sealed class InstructionTests
{
    private const string Bees = """
        Bees keep a city green. A single hive visits millions of flowers in a season, and the trees of a park bear more fruit
        where bees live nearby. The weather was fine.

        City bees find food from early spring until late autumn, because gardens and balconies flower at different times. On
        farms there is often one crop only, and bees starve when it has flowered.

        Keeping bees takes an hour a week in summer. A beginner should join a club first, because bees need care in spring.
        """;

    [TestCase("Summarise the text.", 3)]
    [TestCase("Summarise the following text in two sentences:", 2)]
    [TestCase("다음 글을 한 문장으로 요약해 줘:", 1)]
    public async Task Summarises_by_quoting_as_many_sentences_as_were_asked_for(string ask, int sentences)
    {
        var answer = await Ask.TextAsync($"{ask}\n\n{Bees}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Split(". ").Length, Is.EqualTo(sentences), answer);
            Assert.That(Bees.ReplaceLineEndings(" "), Does.Contain(answer.Split(". ")[0].TrimEnd('.')));
            Assert.That(answer, Does.Not.Contain("weather"));
        }
    }

    [TestCase("List the three most important points of this text.", 3)]
    [TestCase("Write an outline of the text below with 4 points.", 4)]
    [TestCase("이 글에서 중요한 내용 두 가지를 나열해 주세요.", 2)]
    public async Task Lists_points_as_bullets(string ask, int points)
    {
        var answer = await Ask.TextAsync($"{ask}\n\n{Bees}");

        Assert.That(answer.Split('\n'), Has.Length.EqualTo(points).And.All.StartsWith("- "), answer);
    }

    [Test]
    public async Task An_outline_becomes_a_draft_and_a_draft_a_polished_text()
    {
        var outline = await Ask.TextAsync($"Write an outline of this text.\n\nText:\n{Bees}");
        var draft = await Ask.TextAsync($"Write a short article from this outline:\n\n{outline}");
        var polished = await Ask.TextAsync($"Polish this draft:\n\n{draft}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outline, Does.StartWith("- "));
            Assert.That(draft, Does.Not.Contain("- ").And.Contains(outline.Split('\n')[0][2..].TrimEnd('.')));
            Assert.That(polished, Is.Not.Empty.And.Not.Contains("demo model"));
        }
    }

    [TestCase("I was charged twice on my invoice this month.", "billing")]
    [TestCase("The app crashes when I log in.", "technical")]
    [TestCase("Do you like music?", "other")]
    public async Task Chooses_one_of_the_labels_of_a_prompt(string text, string expected)
    {
        string[] prompts =
        [
            $"Answer with exactly one of: billing, technical, other\n\n{text}",
            $"Classify the message. Answer with exactly one of: billing, technical, other.\n\nMessage: {text}",
            $"{text}\n\nClassify this message into one of the following categories: billing, technical or other.",
            $"Classify the message into one of these categories:\n- billing: invoices, payments, refunds\n- technical: errors, crashes, login\n- other: everything else\n\nMessage:\n{text}",
        ];

        foreach (var prompt in prompts) Assert.That(await Ask.TextAsync(prompt), Is.EqualTo(expected), prompt);
        Assert.That(await Ask.TextAsync(text, "Sort the user's message. Answer with one of: \"billing\", \"technical\", \"other\"."), Is.EqualTo(expected));
    }

    [TestCase("이번 달 카드 결제가 두 번 되었어요.", "결제")]
    [TestCase("앱에서 로그인 오류가 나요.", "기술")]
    [TestCase("회사 위치가 궁금합니다.", "기타")]
    public async Task Chooses_Korean_labels(string text, string expected)
    {
        string[] prompts =
        [
            $"다음 중 하나로만 답하세요: 결제, 기술, 기타\n\n{text}",
            $"문의를 분류하세요. 결제, 기술, 기타 중 하나로만 답하세요.\n\n문의: {text}",
            $"분류:\n- 결제: 카드, 환불, 영수증\n- 기술: 오류, 로그인, 설치\n- 기타: 그 밖의 문의\n\n문의:\n{text}",
        ];

        foreach (var prompt in prompts) Assert.That(await Ask.TextAsync(prompt), Is.EqualTo(expected), prompt);
    }

    [Test]
    public async Task Described_labels_win_by_their_descriptions()
    {
        const string Prompt = """
            Answer with exactly one of: alpha, beta
            alpha: gardens, flowers, bees
            beta: engines, wheels, cars

            The wheels of my car squeak.
            """;

        Assert.That(await Ask.TextAsync(Prompt), Is.EqualTo("beta"));
    }
}
