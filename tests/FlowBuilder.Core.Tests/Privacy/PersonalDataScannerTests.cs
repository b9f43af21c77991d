using System.Text;
using FlowBuilder.Core.Privacy;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Core.Tests.Privacy;

[Parallelizable(ParallelScope.All)]
public sealed class PersonalDataScannerTests
{
    // Items, parts of items and what stands between them, so that pieces end inside all of them and items touch one another.
    private static readonly string[] Scraps =
    [
        " ", "  ", "\n", ".", ", ", "-", "(", ")", "+", ":", "@", "😀", "가", "로 ", "은 ", "version ", "버전 ", "passport ", "여권 번호 ", "no. ", "AND ", "IT IS ", "Hello ", "word ", "1", "12 ", "1234", "0",
        "kim@example.com", "o'neil+x@mail.example.co.kr", "@example.com", "kim@", "010-1234-5678", "01012345678", "(02) 123-4567", "+82 (0)2 123 4567", "+1 212 555 0123", "1-212-555-0123",
        "4111 1111 1111 1111", "4111-1111-1111-1111", "5500000000000004", "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "900101-1234568", "9001011234568", "000229 - 4123456",
        "220-81-62517", "192.168.0.17", "1.2.3.4", "fe80::1", "2001:db8::8a2e:370:7334", "M12345678", "M123A4567", "AB1234567", "０１０－１２３４－５６７８", "1,234,567",
        "827b0d02-0574-599e-0368-eb5bfa0c2657", "1809277427508", "주민등록번호는 ", "resident no. ",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Scraps).ListOf(30).Select(scraps => string.Concat(scraps));

    private static readonly Gen<(string Text, int[] Cuts)> Cases =
        from text in Texts
        from cuts in Gen.Choose(0, 1000).ListOf(12)
        select (text, cuts.Select(cut => text.Length * cut / 1000).Order().ToArray());

    [Test]
    public void Any_pieces_of_a_text_give_what_the_whole_text_gives() => Prop.ForAll(Arb.From(Cases), test =>
    {
        var whole = Whole(test.Text);
        var pieces = Merged(Scan(Cut(test.Text, test.Cuts)));
        return whole.SequenceEqual(pieces).Label($"\"{test.Text}\" cut at {string.Join(",", test.Cuts)}:\n  whole  {string.Join(" | ", whole)}\n  pieces {string.Join(" | ", pieces)}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Test]
    public void Letter_by_letter_it_gives_what_the_whole_text_gives() => Prop.ForAll(Arb.From(Texts), text =>
        Whole(text).SequenceEqual(Merged(Scan(text.Select(letter => letter.ToString())))).Label(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [TestCase("1234 ")]
    [TestCase("010-1234-5678 ")]
    [TestCase("a")]
    [TestCase("ABCD ")]
    [TestCase("+1 ")]
    [TestCase("f:")]
    public void A_text_without_an_end_is_held_back_within_bounds_and_pieces_make_no_difference(string scrap)
    {
        var text = new StringBuilder().Insert(0, scrap, 20_000 / scrap.Length).Append(" kim@example.com 900101-1234568 end").ToString();
        var scanner = new PersonalDataScanner(PersonalData.AllKinds);
        var (given, most) = (0, 0);
        var pieces = new List<PersonalDataPiece>();
        for (var at = 0; at < text.Length; at += 7)
        {
            var now = scanner.Append(text.Substring(at, Math.Min(7, text.Length - at)));
            pieces.AddRange(now);
            given += now.Sum(piece => piece.Text.Length);
            most = Math.Max(most, Math.Min(at + 7, text.Length) - given);
        }

        pieces.AddRange(scanner.End());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(most, Is.LessThanOrEqualTo(PersonalDataScanner.MostHeldBack));
            Assert.That(string.Concat(pieces.Select(piece => piece.Text)), Is.EqualTo(text));
            Assert.That(Merged(pieces), Is.EqualTo(Merged(Scan([text]))));
            Assert.That(pieces.Where(piece => piece.Kind is not null).Select(piece => piece.Text), Has.Member("kim@example.com").And.Member("900101-1234568"));
        }
    }

    [Test]
    public void In_prose_no_more_than_the_word_that_is_being_written_is_held_back()
    {
        var scanner = new PersonalDataScanner(PersonalData.AllKinds);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(scanner.Append("Hello the")), Is.EqualTo("Hello "));
            Assert.That(Text(scanner.Append("re, 안녕하")), Is.EqualTo("there, 안녕하"));
            Assert.That(Text(scanner.Append("세요 010-12")), Is.EqualTo("세요 "));
            Assert.That(scanner.Append("34-5678로"), Is.EqualTo(new[] { new PersonalDataPiece("010-1234-5678", PersonalDataKind.Phone), new PersonalDataPiece("로", null) }));
            Assert.That(scanner.End(), Is.Empty);
        }
    }

    private static string Text(IEnumerable<PersonalDataPiece> pieces) => string.Concat(pieces.Select(piece => piece.Text));

    private static IEnumerable<PersonalDataPiece> Scan(IEnumerable<string> chunks)
    {
        var scanner = new PersonalDataScanner(PersonalData.AllKinds);
        return [.. chunks.SelectMany(scanner.Append), .. scanner.End()];
    }

    private static IEnumerable<string> Cut(string text, int[] cuts)
    {
        var from = 0;
        foreach (var cut in cuts.Append(text.Length))
        {
            yield return text[from..cut];
            from = cut;
        }
    }

    // The whole text by the function for whole texts: another path than the scanner's.
    private static List<PersonalDataPiece> Whole(string text)
    {
        var pieces = new List<PersonalDataPiece>();
        var from = 0;
        foreach (var match in PersonalData.Find(text, PersonalData.AllKinds))
        {
            pieces.Add(new PersonalDataPiece(text[from..match.Start], null));
            pieces.Add(new PersonalDataPiece(text.Substring(match.Start, match.Length), match.Kind));
            from = match.End;
        }

        pieces.Add(new PersonalDataPiece(text[from..], null));
        return Merged(pieces);
    }

    private static List<PersonalDataPiece> Merged(IEnumerable<PersonalDataPiece> pieces)
    {
        var merged = new List<PersonalDataPiece>();
        foreach (var piece in pieces.Where(piece => piece.Text.Length > 0))
        {
            if (piece.Kind is null && merged.Count > 0 && merged[^1].Kind is null) merged[^1] = new PersonalDataPiece(merged[^1].Text + piece.Text, null);
            else merged.Add(piece);
        }

        return merged;
    }
}
