using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Tests.Text;

[Parallelizable(ParallelScope.All)]
public sealed class TextDecoderTests
{
    private const string Korean = "한국어 뷁쀍 문서";

    private static readonly byte[] KoreanInCp949 =
        [0xC7, 0xD1, 0xB1, 0xB9, 0xBE, 0xEE, 0x20, 0x94, 0xEE, 0x97, 0xCD, 0x20, 0xB9, 0xAE, 0xBC, 0xAD];

    [Test]
    public void Rare_syllables_of_code_page_949_are_kept()
    {
        var decoded = TextDecoder.Decode(KoreanInCp949);

        Assert.That(decoded, Is.EqualTo(new DecodedText(Korean, "cp949")));
    }

    [Test]
    public void Utf8_is_seen_with_and_without_its_mark()
    {
        var bytes = Encoding.UTF8.GetBytes(Korean);

        Assert.That(TextDecoder.Decode(bytes), Is.EqualTo(new DecodedText(Korean, "utf-8")));
        Assert.That(TextDecoder.Decode([0xEF, 0xBB, 0xBF, .. bytes]), Is.EqualTo(new DecodedText(Korean, "utf-8")));
    }

    [TestCase("Plain English text.\nSecond line.", TestName = "Utf16_is_seen_in_English")]
    [TestCase("한국어 문서입니다. 둘째 문장.", TestName = "Utf16_is_seen_in_Korean")]
    [TestCase("日本語の文書です。\n二行目。", TestName = "Utf16_is_seen_in_Japanese")]
    [TestCase("中文文件 第二句\n第三句", TestName = "Utf16_is_seen_in_Chinese")]
    public void Utf16_is_seen_in_both_byte_orders(string text)
    {
        var little = Encoding.Unicode.GetBytes(text);
        var big = Encoding.BigEndianUnicode.GetBytes(text);

        Assert.That(TextDecoder.Decode(little), Is.EqualTo(new DecodedText(text, "utf-16le")));
        Assert.That(TextDecoder.Decode(big), Is.EqualTo(new DecodedText(text, "utf-16be")));
        Assert.That(TextDecoder.Decode([0xFF, 0xFE, .. little]), Is.EqualTo(new DecodedText(text, "utf-16le")));
        Assert.That(TextDecoder.Decode([0xFE, 0xFF, .. big]), Is.EqualTo(new DecodedText(text, "utf-16be")));
    }

    [Test]
    public void Utf32_is_seen_by_its_mark()
    {
        Assert.That(
            TextDecoder.Decode([0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Korean)]),
            Is.EqualTo(new DecodedText(Korean, "utf-32le")));
    }

    [TestCase("It\u0092s a \u0093smart\u0094 quote", "It’s a “smart” quote")]
    [TestCase("caf\u00E9 cr\u00E8me br\u00FBl\u00E9e", "café crème brûlée")]
    [TestCase("Gr\u00F6\u00DFe", "Größe")]
    public void Western_text_is_not_taken_for_Korean(string latin, string expected)
    {
        Assert.That(TextDecoder.Decode(Encoding.Latin1.GetBytes(latin)), Is.EqualTo(new DecodedText(expected, "windows-1252")));
    }

    [Test]
    public void Lines_of_two_encodings_in_one_file_are_all_read()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("첫째 줄\n"), .. KoreanInCp949, (byte)'\n'];

        Assert.That(TextDecoder.Decode(bytes), Is.EqualTo(new DecodedText($"첫째 줄\n{Korean}\n", TextDecoder.MixedCharset)));
    }

    [Test]
    public void Utf8_cut_off_in_a_character_loses_only_that_character()
    {
        var bytes = Encoding.UTF8.GetBytes("보증 기간은 구입일부터 이 년입니다")[..^1];

        var decoded = TextDecoder.Decode(bytes)!;

        Assert.That(decoded, Is.EqualTo(new DecodedText("보증 기간은 구입일부터 이 년입니\uFFFD", "utf-8", Replaced: 1)));
    }

    [Test]
    public void A_declared_encoding_decides_where_bytes_do_not()
    {
        byte[] shiftJis = [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA];

        Assert.That(TextDecoder.Decode(shiftJis, "Shift_JIS"), Is.EqualTo(new DecodedText("日本語", "shift_jis")));
        Assert.That(TextDecoder.Decode("plain"u8, "Shift_JIS")!.Charset, Is.EqualTo("utf-8"));
    }

    [TestCase("euc-kr")]
    [TestCase("949")]
    [TestCase("ks_c_5601-1987")]
    public void A_chosen_Korean_encoding_is_always_code_page_949(string name)
    {
        Assert.That(TextDecoder.DecodeAs(KoreanInCp949, name), Is.EqualTo(new DecodedText(Korean, "cp949")));
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused()
    {
        var bytes = Enumerable.Range(0, 4096).Select(i => (byte)(i * 7919 >> 3)).ToArray();

        Assert.That(TextDecoder.Decode(bytes), Is.Null);
    }
}
