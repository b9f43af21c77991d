using System.Text;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class MailLoaderTests
{
    private static readonly Encoding Cp949 = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    [Test]
    public async Task A_Korean_mail_in_EUC_KR_is_read_with_its_header_fields()
    {
        var mail = Mail(
            $"From: \"=?euc-kr?B?{Base64("김민지")}?=\" <minji@example.com>",
            "To: team@example.com, lee@example.com",
            "Date: Mon, 3 Feb 2025 09:30:00 +0900 (KST)",
            $"Subject: =?ks_c_5601-1987?B?{Base64("보증 기간 ")}?=\r\n =?ks_c_5601-1987?B?{Base64("안내 뷁")}?=",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=\"euc-kr\"",
            "Content-Transfer-Encoding: base64",
            "",
            Base64("보증 기간은 2년입니다. 뷁쀍\r\n감사합니다."));

        var document = (await Loaded.FromAsync("letter.eml", mail)).Single();

        Assert.That(document.Title, Is.EqualTo("보증 기간 안내 뷁"));
        Assert.That(document.Text, Is.EqualTo(
            "Subject: 보증 기간 안내 뷁\nFrom: \"김민지\" <minji@example.com>\nTo: team@example.com, lee@example.com\nDate: 2025-02-03T09:30:00+09:00\n\n보증 기간은 2년입니다. 뷁쀍\n감사합니다."));
        Assert.That(document.Metadata["from"], Is.EqualTo("\"김민지\" <minji@example.com>"));
        Assert.That(document.Metadata["to"], Is.EqualTo("team@example.com, lee@example.com"));
        Assert.That(document.Metadata["date"], Is.EqualTo("2025-02-03T09:30:00+09:00"));
        Assert.That(document.Metadata["subject"], Is.EqualTo("보증 기간 안내 뷁"));
        Assert.That(document.Metadata["format"], Is.EqualTo("eml"));
    }

    [TestCase("=?utf-8?Q?Caf=C3=A9_=5Fau_lait?=", "Café _au lait")]
    [TestCase("Re: =?UTF-8?B?7ZWc6g==?= =?UTF-8?B?uIA=?= (2)", "Re: 한글 (2)")]
    [TestCase("=?iso-8859-1?q?Gr=FC=DFe?= und mehr", "Grüße und mehr")]
    [TestCase("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [TestCase("=?unknown-8?B?Ym9keQ==?=", "body")]
    [TestCase("a =?broken", "a =?broken")]
    [TestCase("그대로 보낸 제목", "그대로 보낸 제목")]
    public async Task Subjects_are_decoded(string written, string expected)
    {
        Assert.That((await Loaded.FromAsync("a.eml", Mail($"Subject: {written}", "", "text"))).Single().Title, Is.EqualTo(expected));
    }

    [TestCase("quoted-printable", "utf-8", "Zw=C3=B6lf=20=\r\n Tage=3D12", "Zwölf  Tage=12")]
    [TestCase("8bit", "utf-8", "한글 그대로", "한글 그대로")]
    [TestCase("7bit", "iso-2022-kr", "\u001B$)C\u000EGQ1[\u000F!", "한글!")]
    [TestCase("base64", "utf-8", "7ZWc\r\n6riA", "한글")]
    public async Task Bodies_are_decoded(string encoding, string charset, string body, string expected)
    {
        var mail = Mail("Subject: s", $"Content-Type: text/plain; charset={charset}", $"Content-Transfer-Encoding: {encoding}", "", body);

        Assert.That((await Loaded.FromAsync("a.eml", mail)).Single().Text, Is.EqualTo($"Subject: s\n\n{expected}"));
    }

    [TestCase("Wed, 9 Jan 2002 19:47:50 MST", "2002-01-09T19:47:50-07:00")]
    [TestCase("22 Jan 2002 14:35:28 UT", "2002-01-22T14:35:28+00:00")]
    [TestCase("Thu, 30 Jan 2025 09:05:00 +0900", "2025-01-30T09:05:00+09:00")]
    [TestCase("yesterday", "yesterday")]
    public async Task Dates_are_read_in_their_zone_and_kept_where_they_are_none(string written, string expected)
    {
        Assert.That((await Loaded.FromAsync("a.eml", Mail($"Date: {written}", "Subject: s", "", "text"))).Single().Metadata["date"], Is.EqualTo(expected));
    }

    [Test]
    public async Task What_stands_before_the_fields_and_signatures_are_left_out()
    {
        var mail = Mail(["", "From a@example.com Mon Feb  3 09:30:00 2025", "To: one@example.com,", "\t two@example.com", "Subject: s", .. Multipart(
            "signed", "b", "Content-Type: text/plain\r\n\r\nSigned text", "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nxyz")]);

        var document = (await Loaded.FromAsync("a.eml", mail)).Single();

        Assert.That(document.Text, Is.EqualTo("Subject: s\nTo: one@example.com, two@example.com\n\nSigned text"));
        Assert.That(document.Metadata.Keys, Has.No.Member("attachments").And.No.Member("skipped"));
    }

    [Test]
    public async Task Of_two_forms_the_plain_text_is_read_and_a_page_where_there_is_no_other()
    {
        var both = Mail(["Subject: s", .. Multipart("alternative", "b", "Content-Type: text/plain\r\n\r\nPlain", "Content-Type: text/html\r\n\r\n<p>Page</p>")]);
        var page = Mail(["Subject: s", .. Multipart("alternative", "b", "Content-Type: text/plain\r\n\r\n ", "Content-Type: text/html; charset=utf-8\r\n\r\n<h1>Offer</h1><p>Page <b>한글</b></p>")]);

        Assert.That((await Loaded.FromAsync("a.eml", both)).Single().Text, Is.EqualTo("Subject: s\n\nPlain"));
        Assert.That((await Loaded.FromAsync("a.eml", page)).Single().Text, Is.EqualTo("Subject: s\n\n# Offer\n\nPage 한글"));
    }

    [Test]
    public async Task Attachments_are_loaded_and_know_their_mail()
    {
        var word = Convert.ToBase64String(OfficeFile.Word("<w:p><w:r><w:t>Attached words</w:t></w:r></w:p>"));
        var inner = "From: b@example.com\r\nSubject: Inner\r\n" + string.Join("\r\n", Multipart("mixed", "in", "\r\nInner text", "Content-Type: text/csv; name=\"t.csv\"\r\n\r\nname,city\r\nKim,Seoul"));
        var mail = Mail(["From: a@example.com", "Subject: Outer", .. Multipart(
            "mixed",
            "out",
            "Content-Type: text/plain\r\n\r\nSee below.",
            $"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*0*=utf-8''%EB%B3%B4%EA; filename*1*=%B3%A0.docx\r\n\r\n{word}",
            $"Content-Type: image/png; name=\"=?utf-8?B?7JeR7IWALnBuZw==?=\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\niVBORw0KGgo=",
            "Content-Type: image/png\r\nContent-ID: <logo>\r\n\r\nx",
            $"Content-Type: message/rfc822\r\n\r\n{inner}")]);

        var documents = await Loaded.FromAsync("outer.eml", mail);

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[]
        {
            "Subject: Outer\nFrom: a@example.com\n\nSee below.", "Attached words", "Subject: Inner\nFrom: b@example.com\n\nInner text", "name: Kim\ncity: Seoul",
        }));
        Assert.That(documents.Select(document => document.Source), Is.EqualTo(new[] { "outer.eml", "보고.docx", "mail-3.eml", "t.csv" }));
        Assert.That(documents.Select(document => document.Metadata.GetValueOrDefault("parent")), Is.EqualTo(new[] { null, "outer.eml", "outer.eml", "mail-3.eml" }));
        Assert.That(documents[0].Metadata["attachments"], Is.EqualTo("보고.docx, 엑셀.png, mail-3.eml"));
        Assert.That(documents[0].Metadata["skipped"], Is.EqualTo("엑셀.png (documents.unsupported)"));
    }

    [Test]
    public async Task An_attachment_over_a_limit_does_not_keep_the_mail_from_being_read()
    {
        var mail = Mail(["Subject: s", .. Multipart("mixed", "b", "\r\nBody", $"Content-Type: text/plain; name=long.txt\r\n\r\n{new string('x', 5_000)}", "Content-Type: text/plain; name=short.txt\r\n\r\nshort")]);

        var documents = await Loaded.FromAsync("a.eml", mail, new DocumentLimits { Characters = 4_000 });

        Assert.That(documents.Single().Text, Does.EndWith("Body"));
        Assert.That(documents.Single().Metadata["skipped"], Is.EqualTo("long.txt (documents.too-large), short.txt (documents.too-large)"));
    }

    [Test]
    public async Task Mails_inside_mails_are_read_to_a_depth()
    {
        var mail = "Subject: 0\r\n\r\ntext";
        for (var depth = 1; depth <= 6; depth++) mail = $"Subject: {depth}\r\n" + string.Join("\r\n", Multipart("mixed", $"b{depth}", $"Content-Type: message/rfc822\r\n\r\n{mail}"));

        var documents = await Loaded.FromAsync("a.eml", Encoding.UTF8.GetBytes(mail), new DocumentLimits { MailDepth = 2 });

        Assert.That(documents.Select(document => document.Title), Is.EqualTo(new[] { "6", "5", "4" }));
        Assert.That(documents[^1].Metadata["skipped"], Is.EqualTo("mail-1.eml (documents.too-large)"));
    }

    [Test]
    public void Too_many_parts_and_too_deep_ones_are_refused()
    {
        var many = Mail(["Subject: s", .. Multipart("mixed", "b", [.. Enumerable.Repeat("\r\nx", 60)])]);
        var deep = string.Concat(Enumerable.Range(0, 40).Select(level => $"Content-Type: multipart/mixed; boundary=b{level}x\r\n\r\n--b{level}x\r\n"));

        Assert.That(Loaded.FaultOf("many.eml", many, new DocumentLimits { MailParts = 50 }).Text.English, Does.Contain("50 parts"));
        Assert.That(Loaded.FaultOf("deep.eml", Encoding.ASCII.GetBytes("Subject: s\r\n" + deep)).Text.English, Does.Contain("levels deep"));
    }

    [TestCase("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m")]
    [TestCase("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b")]
    public void A_mail_that_only_its_receiver_can_open_says_so(string type)
    {
        Assert.That(Loaded.FaultOf("locked.eml", Mail("Subject: s", type, "", "--b", "", "x")).Text.English, Does.Contain("encrypted for its receiver"));
    }

    [Test]
    public async Task A_mail_that_breaks_off_keeps_what_there_is()
    {
        var mail = Mail("Subject: s", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "First", "--b", "Content-Type: text/plain", "", "Seco");

        Assert.That((await Loaded.FromAsync("a.eml", mail)).Single().Text, Is.EqualTo("Subject: s\n\nFirst\n\nSeco"));
    }

    [Test]
    public async Task A_mail_is_known_by_its_content_and_a_memo_is_none()
    {
        var mail = Mail("Return-Path: <a@example.com>", "From: a@example.com", "To: b@example.com", "Message-ID: <1@example.com>", "Subject: Known", "", "text");

        Assert.That((await Loaded.FromAsync("saved.txt", mail)).Single().Title, Is.EqualTo("Known"));
        Assert.That((await Loaded.FromAsync("memo.txt", "From: me\nTo: you\nDate: today\nSubject: lunch\n\nAt noon."u8.ToArray())).Single().Metadata["format"], Is.EqualTo("text"));
    }

    [Test]
    public async Task The_name_of_an_attachment_leads_into_no_folder()
    {
        var mail = Mail(["Subject: s", .. Multipart("mixed", "b", "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"..\\\\../etc/note.txt\"\r\n\r\nNote")]);

        Assert.That((await Loaded.FromAsync("a.eml", mail))[1].Source, Is.EqualTo("note.txt"));
    }

    private static string Base64(string text) => Convert.ToBase64String(Cp949.GetBytes(text));

    private static byte[] Mail(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    private static string[] Multipart(string kind, string boundary, params string[] parts) =>
    [
        $"Content-Type: multipart/{kind}; boundary=\"{boundary}\"", "", "Not shown.",
        .. parts.Select(part => $"--{boundary}\r\n{part}"), $"--{boundary}--",
    ];
}
