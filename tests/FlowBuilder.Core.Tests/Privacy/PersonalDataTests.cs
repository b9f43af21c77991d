using System.Globalization;
using System.Text;
using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Core.Tests.Privacy;

[Parallelizable(ParallelScope.All)]
public sealed class PersonalDataTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    [TestCase("Write to kim.minji+shop@mail.example.co.kr.", "kim.minji+shop@mail.example.co.kr")]
    [TestCase("<a@b.io>, or", "a@b.io")]
    [TestCase("문의는 help@example.com으로 보내세요", "help@example.com")]
    [TestCase("메일:gildong_hong@example.com", "gildong_hong@example.com")]
    [TestCase("ｈｅｌｐ＠ｅｘａｍｐｌｅ．ｃｏｍ 으로", "ｈｅｌｐ＠ｅｘａｍｐｌｅ．ｃｏｍ")]
    [TestCase("@mention, a@b, 3@4.5, v1@2..com, user@localhost", null)]
    public void Finds_mail_addresses(string text, string? expected) => Check(text, PersonalDataKind.Email, expected);

    [TestCase("전화 010-1234-5678 또는", "010-1234-5678")]
    [TestCase("01012345678로 연락", "01012345678")]
    [TestCase("010.9876.5432", "010.9876.5432")]
    [TestCase("０１０－１２３４－５６７８", "０１０－１２３４－５６７８")]
    [TestCase("대표 (02) 123-4567,", "(02) 123-4567")]
    [TestCase("031-123-4567", "031-123-4567")]
    [TestCase("070 1234 5678", "070 1234 5678")]
    [TestCase("+82-10-1234-5678", "+82-10-1234-5678")]
    [TestCase("+82 (0)2 123 4567", "+82 (0)2 123 4567")]
    [TestCase("Call (212) 555-0123 now", "(212) 555-0123")]
    [TestCase("1-212-555-0123", "1-212-555-0123")]
    [TestCase("+1 212 555 0123", "+1 212 555 0123")]
    [TestCase("+44 20 7946 0958.", "+44 20 7946 0958")]
    [TestCase("+4930901820", "+4930901820")]
    [TestCase("020 7946 0958", "020 7946 0958")]
    [TestCase("2024-01-15, 01.02.2024, 10:30, 1,234,567, 12345678901, 3.14159265", null)]
    [TestCase("(+82-10-8840-4188)", "+82-10-8840-4188")]
    [TestCase("id 827b0d02-0574-599e-0368-eb5bfa0c2657", null)]
    [TestCase("+5 points, +100, 1+2+3, C++11 20 30", null)]
    [TestCase("order 2024-0101-5555-77, ISBN 978-3-16-148410-0", null)]
    [TestCase("192.168.10.1", null)]
    public void Finds_phone_numbers(string text, string? expected) => Check(text, PersonalDataKind.Phone, expected);

    [TestCase("주민번호 900101-1234568입니다", "900101-1234568")]
    [TestCase("9001011234568", "9001011234568")]
    [TestCase("201015-3123456", "201015-3123456", Description = "of October 2020 or later, without a check digit")]
    [TestCase("000229 - 4123456", "000229 - 4123456", Description = "2000 was a leap year")]
    [TestCase("9001011234567", null, Description = "wrong check digit")]
    [TestCase("901301-1234568", null, Description = "no thirteenth month")]
    [TestCase("010229-3123456", null, Description = "2001 was none")]
    [TestCase("1809277427508 ms", null, Description = "a time, though date and check digit are right by chance")]
    [TestCase("주민등록번호는 1809277427508", "1809277427508")]
    [TestCase("1600000000000 ms, 900101-9234567, 12900101-1234568", null)]
    public void Finds_resident_numbers(string text, string? expected) => Check(text, PersonalDataKind.ResidentNumber, expected);

    [TestCase("Visa 4111 1111 1111 1111, thanks", "4111 1111 1111 1111")]
    [TestCase("4111111111111111", "4111111111111111")]
    [TestCase("5500-0000-0000-0004", "5500-0000-0000-0004")]
    [TestCase("amex 3782 822463 10005", "3782 822463 10005")]
    [TestCase("4111 1111 1111 1111 12", "4111 1111 1111 1111", Description = "what follows is another number")]
    [TestCase("4111 1111 1111 1112", null, Description = "wrong check digit")]
    [TestCase("41111 111 111 11111", null, Description = "no card is grouped so")]
    [TestCase("1234567812345670", null, Description = "right check digit, but no issuer")]
    [TestCase("14111111111111111", null)]
    public void Finds_card_numbers(string text, string? expected) => Check(text, PersonalDataKind.CardNumber, expected);

    [TestCase("IBAN GB82 WEST 1234 5698 7654 32 AND MORE", "GB82 WEST 1234 5698 7654 32")]
    [TestCase("DE89370400440532013000.", "DE89370400440532013000")]
    [TestCase("NO93 8601 1117 947", "NO93 8601 1117 947")]
    [TestCase("GB82 WEST 1234 5698 7654 33, XX82 1234 5678 9012, DE89", null)]
    public void Finds_bank_accounts(string text, string? expected) => Check(text, PersonalDataKind.Iban, expected);

    [TestCase("from 192.168.0.17:8080", "192.168.0.17")]
    [TestCase("2001:db8::8a2e:370:7334 answered", "2001:db8::8a2e:370:7334")]
    [TestCase("fe80::1", "fe80::1")]
    [TestCase("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "2001:0db8:85a3:0000:0000:8a2e:0370:7334")]
    [TestCase("version 1.2.3.4, v10.0.0.1, 버전 2.0.1.0, 1.2.3, 1.2.3.4.5, 300.1.1.1, 1.02.3.4", null)]
    [TestCase("12:30:45, std::vector, a::b, ::, 00:1b:44:11:3a:b7", null)]
    public void Finds_internet_addresses(string text, string? expected) => Check(text, PersonalDataKind.IpAddress, expected);

    [TestCase("사업자등록번호 220-81-62517", "220-81-62517")]
    [TestCase("220-81-62518, 1-220-81-62517, 220-81-62517-1", null)]
    public void Finds_business_numbers(string text, string? expected) => Check(text, PersonalDataKind.BusinessNumber, expected);

    [TestCase("여권 M12345678", "M12345678")]
    [TestCase("M123A4567", "M123A4567")]
    [TestCase("Passport no. AB1234567 was", "AB1234567")]
    [TestCase("part X12345678, XM12345678, M1234567", null)]
    public void Finds_passports(string text, string? expected) => Check(text, PersonalDataKind.Passport, expected);

    [Test]
    public void Masks_what_is_asked_for_and_leaves_the_rest_as_it_is()
    {
        const string text = "김민지(900101-1234568), minji@example.com, 010-1234-5678, 주문 번호 2024-0101, 합계 1,234,567원, 카드 4111-1111-1111-1111";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PersonalData.Mask(text, PersonalData.AllKinds, Korean), Is.EqualTo(
                "김민지([주민등록번호]), [이메일], [전화번호], 주문 번호 2024-0101, 합계 1,234,567원, 카드 [카드번호]"));
            Assert.That(PersonalData.Mask(text, [PersonalDataKind.Email], English), Is.EqualTo(
                "김민지(900101-1234568), [email], 010-1234-5678, 주문 번호 2024-0101, 합계 1,234,567원, 카드 4111-1111-1111-1111"));
            Assert.That(PersonalData.Mask(text, [], English), Is.SameAs(text));
        }
    }

    [Test]
    public void Finds_do_not_overlap_and_masking_twice_changes_nothing_more()
    {
        const string text = "a@1.2.3.4.com 010-1234-5678@example.com +82 10 1234 5678 GB82WEST12345698765432 여권 M12345678 220-81-62517";

        var matches = PersonalData.Find(text, PersonalData.AllKinds);
        var masked = PersonalData.Mask(text, PersonalData.AllKinds, English);

        for (var i = 1; i < matches.Count; i++) Assert.That(matches[i].Start, Is.GreaterThanOrEqualTo(matches[i - 1].End));
        Assert.That(masked, Is.EqualTo("[email] [email] [phone] [bank account] 여권 [passport number] [business number]"));
        Assert.That(PersonalData.Mask(masked, PersonalData.AllKinds, English), Is.EqualTo(masked));
    }

    [TestCase("@")]
    [TestCase("a@")]
    [TestCase("1")]
    [TestCase("0-")]
    [TestCase("+1 ")]
    [TestCase("4 ")]
    [TestCase("여권")]
    [TestCase("AB12 ")]
    [TestCase("f:")]
    [TestCase("1.")]
    [CancelAfter(20_000)]
    public void Takes_time_in_proportion_to_the_text_whatever_stands_in_it(string piece, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().Insert(0, piece, 100_000 / piece.Length).ToString();

        Assert.That(() => PersonalData.Find(text, PersonalData.AllKinds), Throws.Nothing);
        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
    }

    private static void Check(string text, PersonalDataKind kind, string? expected)
    {
        string[] wanted = expected is null ? [] : [expected];
        Assert.That(PersonalData.Find(text, [kind]).Select(match => text.Substring(match.Start, match.Length)), Is.EqualTo(wanted));
    }
}
