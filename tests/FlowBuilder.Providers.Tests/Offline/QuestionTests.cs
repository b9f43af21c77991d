using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Offline;

[Parallelizable(ParallelScope.All)]
internal sealed class QuestionTests
{
    private const string Licence = "/usr/share/common-licenses/GPL-3";

    private const string Warranty = """
        # Warranty

        Our headphones come with a warranty of two years from the date of purchase. The battery is covered
        for twelve months only. Damage by water is not covered.

        # Returns

        You may send a product back within 30 days. Refunds are paid within five work-
        ing days after the parcel has arrived.
        """;

    private const string KoreanWarranty = """
        제품 안내

        이 이어폰의 보증 기간은 구매일부터 2년입니다. 배터리의 보증은 12개월로 제한됩니다.
        물에 의한 손상은 보증하지 않습니다.

        반품은 수령일부터 30일 안에 신청할 수 있습니다. 환불은 상품이 도착한 뒤 영업일 기준 5일 안에 처리됩니다.
        소모품이란 사용할수록 닳아 주기적으로 바꿔야 하는 부품을 말합니다.
        """;

    [TestCase("Use only this:\n{0}\n\nQuestion: {1}")]
    [TestCase("Answer the question from the text.\n\nText:\n{0}\n\nQuestion: {1}\nAnswer:")]
    [TestCase("{1}\n\n{0}")]
    [TestCase("Context: {0}\n\n{1}")]
    [TestCase("{0}\n\n{1}")]
    [TestCase("You are a helpful assistant. Answer only from the context below.\n\n<context>\n{0}\n</context>\n\n{1}")]
    public async Task Defines_a_covered_work_from_the_whole_licence_whatever_the_template(string template)
    {
        if (!File.Exists(Licence)) Assert.Ignore($"{Licence} is not on this machine.");
        var licence = await File.ReadAllTextAsync(Licence);

        var answer = await Ask.TextAsync(
            template.Replace("{0}", licence, StringComparison.Ordinal).Replace("{1}", "What is a covered work?", StringComparison.Ordinal));

        Assert.That(answer, Is.EqualTo("A \"covered work\" means either the unmodified Program or a work based on the Program."));
    }

    [TestCase("What does it mean to propagate a work?", "To \"propagate\" a work means")]
    [TestCase("What is the \"source code\" for a work?", "The \"source code\" for a work means the preferred form of the work for making modifications to it.")]
    [TestCase("What is a User Product?", "A \"User Product\" is either")]
    public async Task Finds_other_definitions_of_the_licence(string question, string start)
    {
        if (!File.Exists(Licence)) Assert.Ignore($"{Licence} is not on this machine.");
        var licence = await File.ReadAllTextAsync(Licence);

        var answer = await Ask.TextAsync($"Use only this:\n{licence}\n\nQuestion: {question}");

        Assert.That(answer, Does.StartWith(start));
    }

    [TestCase("How long is the warranty of the headphones?", "Our headphones come with a warranty of two years from the date of purchase.")]
    [TestCase("Is the battery covered?", "The battery is covered for twelve months only.")]
    [TestCase("When are refunds paid?", "Refunds are paid within five working days after the parcel has arrived.")]
    public async Task Quotes_the_sentence_that_answers_over_wrapped_and_hyphenated_lines(string question, string expected)
    {
        var answer = await Ask.TextAsync($"{Warranty}\n\nQuestion: {question}");

        Assert.That(answer, Is.EqualTo(expected));
    }

    [TestCase("보증기간은 얼마나 되나요?", "이 이어폰의 보증 기간은 구매일부터 2년입니다.")]
    [TestCase("반품은 언제까지 신청할 수 있나요?", "반품은 수령일부터 30일 안에 신청할 수 있습니다.")]
    [TestCase("소모품이란 무엇인가요?", "소모품이란 사용할수록 닳아 주기적으로 바꿔야 하는 부품을 말합니다.")]
    public async Task Answers_Korean_questions_over_particles_and_spacing(string question, string expected)
    {
        var answers = new[]
        {
            await Ask.TextAsync($"다음 자료만 사용해서 답하세요:\n{KoreanWarranty}\n\n질문: {question}"),
            await Ask.TextAsync(question, $"당신은 친절한 상담원입니다.\n\n자료:\n{KoreanWarranty}"),
        };

        Assert.That(answers, Is.All.EqualTo(expected));
    }

    [Test]
    public async Task Cites_the_passage_that_it_quotes()
    {
        const string Prompt = """
            Answer from the passages and cite them.

            [1] Refunds take five days.
            They are paid to the card.

            [2] The warranty covers two years from purchase.

            Question: How long is the warranty?
            """;

        Assert.That(await Ask.TextAsync(Prompt), Is.EqualTo("The warranty covers two years from purchase. [2]"));
    }

    [Test]
    public async Task Says_plainly_that_it_found_nothing_in_the_language_of_the_question()
    {
        var english = await Ask.TextAsync($"{Warranty}\n\nQuestion: What is the capital of France?");
        var korean = await Ask.TextAsync($"{KoreanWarranty}\n\n질문: 프랑스의 수도는 어디인가요?");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(english, Does.StartWith("The built-in demo model found no sentence that answers this"));
            Assert.That(korean, Does.StartWith("내장 데모 모델이 이 질문에 답하는 문장을 찾지 못했습니다"));
        }
    }

    [TestCase("Hello!", "The built-in demo model only quotes")]
    [TestCase("한국의 수도는 어디인가요?", "내장 데모 모델은")]
    [TestCase("", "The built-in demo model only quotes")]
    public async Task Says_plainly_that_it_was_given_no_text(string prompt, string start)
    {
        Assert.That(await Ask.TextAsync(prompt), Does.StartWith(start));
    }

    [Test]
    public async Task Uses_the_system_message_as_text_and_the_question_before_for_a_short_one()
    {
        var answer = await Ask.TextAsync(
        [
            new ChatMessage(ChatRole.System, $"You are a support agent. Use only this:\n{Warranty}"),
            new ChatMessage(ChatRole.User, "Is the battery covered?"),
            new ChatMessage(ChatRole.Assistant, "The battery is covered for twelve months only."),
            new ChatMessage(ChatRole.User, "And damage by water?"),
        ]);

        Assert.That(answer, Is.EqualTo("Damage by water is not covered."));
    }

    [Test]
    public async Task The_same_request_gives_the_same_answer()
    {
        var answers = new HashSet<string>();
        for (var i = 0; i < 3; i++) answers.Add(await Ask.TextAsync($"Summarise this:\n{Warranty}"));

        Assert.That(answers, Has.Count.EqualTo(1));
    }
}
