using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Tests.Text;

[Parallelizable(ParallelScope.All)]
public sealed class SentenceSplitterTests
{
    [TestCase("One. Two! Three?", "One.", "Two!", "Three?")]
    [TestCase("Dr. Kim and Mrs. Lee met at 3 p.m. in Seoul. They left.", "Dr. Kim and Mrs. Lee met at 3 p.m. in Seoul.", "They left.")]
    [TestCase("Use a tool, e.g. a saw. Done.", "Use a tool, e.g. a saw.", "Done.")]
    [TestCase("J. R. R. Tolkien wrote it. Good.", "J. R. R. Tolkien wrote it.", "Good.")]
    [TestCase("It costs $3.50 in total. Pay now.", "It costs $3.50 in total.", "Pay now.")]
    [TestCase("See fig. 3 and no. 7. Then stop.", "See fig. 3 and no. 7.", "Then stop.")]
    [TestCase("The answer is no. Try again.", "The answer is no.", "Try again.")]
    [TestCase("The U.S. Government agreed. It paid.", "The U.S. Government agreed.", "It paid.")]
    [TestCase("Wait... what? Yes.", "Wait... what?", "Yes.")]
    [TestCase("\"Stop! Do not move,\" she said. He ran.", "\"Stop! Do not move,\" she said.", "He ran.")]
    [TestCase("He said “Go home.” Then he slept.", "He said “Go home.”", "Then he slept.")]
    [TestCase("It works (see sec. 2. It says so) always. End.", "It works (see sec. 2. It says so) always.", "End.")]
    [TestCase("(A whole sentence in brackets.) Another one.", "(A whole sentence in brackets.)", "Another one.")]
    [TestCase("1. First step. 2. Second", "1. First step.", "2. Second")]
    public void English_is_cut_at_its_sentences(string text, params string[] expected) => AssertSentences(text, expected);

    [TestCase("보증 기간은 2년입니다. 연장할 수 있나요? 네, 가능합니다.", "보증 기간은 2년입니다.", "연장할 수 있나요?", "네, 가능합니다.")]
    [TestCase("환불했습니다.그리고 끝났습니다.", "환불했습니다.", "그리고 끝났습니다.")]
    [TestCase("\"안녕하세요. 반갑습니다.\"라고 말했다. 그는 웃었다.", "\"안녕하세요. 반갑습니다.\"라고 말했다.", "그는 웃었다.")]
    [TestCase("버전 2.5를 씁니다. 크기는 3.14입니다.", "버전 2.5를 씁니다.", "크기는 3.14입니다.")]
    [TestCase("좋아요! 정말요? 네…", "좋아요!", "정말요?", "네…")]
    public void Korean_is_cut_at_its_sentences(string text, params string[] expected) => AssertSentences(text, expected);

    [Test]
    public void Full_width_stops_need_no_blank() => AssertSentences("これは本です。それはペンです。", "これは本です。", "それはペンです。");

    [Test]
    public void A_wrapped_sentence_stays_whole_and_keeps_its_breaks()
    {
        const string text =
            "  The precise terms and conditions for copying, distribution and\n" +
            "modification follow. You may convey verbatim copies of the Program's\n" +
            "source code as you receive it, in any medium.\n";

        AssertSentences(
            text,
            "The precise terms and conditions for copying, distribution and\nmodification follow.",
            "You may convey verbatim copies of the Program's\nsource code as you receive it, in any medium.");
    }

    [Test]
    public void A_wrapped_Korean_line_that_ends_politely_ends_a_sentence()
    {
        const string text =
            "구입하신 제품의 무상 보증 기간은 구입일로부터 이 년으로 정합니다\n" +
            "그 뒤에는 유상으로 수리해 드리며 부품의 값은 따로 알려 드리고 있으니\n" +
            "문의해 주세요.";

        AssertSentences(
            text,
            "구입하신 제품의 무상 보증 기간은 구입일로부터 이 년으로 정합니다",
            "그 뒤에는 유상으로 수리해 드리며 부품의 값은 따로 알려 드리고 있으니\n문의해 주세요.");
    }

    [Test]
    public void Headings_list_items_and_short_lines_stand_alone()
    {
        const string text = "# Title\n- first item\n- second item\n\nShort line\nAnother";

        AssertSentences(text, "# Title", "- first item", "- second item", "Short line", "Another");
    }

    [Test]
    public void Nothing_but_white_space_is_lost()
    {
        const string text = "A b. \"C d? E\" f.\r\n\r\nG… h! (I j. K) l.\tM\n\n n";

        var sentences = SentenceSplitter.Split(text);

        var joined = string.Concat(sentences.Select(sentence => sentence.In(text).ToString()));
        Assert.That(Compact(joined), Is.EqualTo(Compact(text)));
    }

    [TestCase("")]
    [TestCase(" \n\t ")]
    public void A_blank_text_has_no_sentences(string text) => Assert.That(SentenceSplitter.Split(text), Is.Empty);

    private static void AssertSentences(string text, params string[] expected)
    {
        var sentences = SentenceSplitter.Split(text).Select(sentence => sentence.In(text).ToString());
        Assert.That(sentences, Is.EqualTo(expected));
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
