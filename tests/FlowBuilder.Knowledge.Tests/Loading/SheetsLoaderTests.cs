using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class SheetsLoaderTests
{
    [Test]
    public async Task Each_visible_sheet_is_a_document_of_rows_with_the_names_of_their_columns()
    {
        var file = OfficeFile.Sheets(
            [
                ("매출", "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='3'><c r='A3' t='s'><v>1</v></c><c r='C3' t='s'><v>2</v></c><c r='D3'><v>2024</v></c></row>"
                    + "<row r='4'><c r='A4' t='inlineStr'><is><r><t>서</t></r><r><t>울</t></r></is></c><c r='C4' s='1'><v>1234567.5</v></c><c r='D4' t='b'><v>1</v></c></row>"
                    + "<row r='5'><c r='A5' t='str'><f>X()</f><v>부산</v></c><c r='C5' t='e'><v>#N/A</v></c><c r='E5'><v>0.1</v></c></row>"),
                ("Secret", "<row r='1'><c r='A1'><v>1</v></c></row>"),
                ("Empty", ""),
                ("Figures", "<row><c><v>1</v></c><c><v>2.50</v></c></row>"),
            ],
            ["2024년 매출 현황", "도시", "<si><t>금액</t><rPh><t>きんがく</t></rPh></si>"],
            ["#,##0"],
            ["", "state='hidden'", "", ""]);

        var documents = await Loaded.FromAsync("sales.xlsx", file);

        Assert.That(documents.Select(document => document.Metadata["sheet"]), Is.EqualTo(new[] { "매출", "Figures" }));
        Assert.That(documents[0].Text, Is.EqualTo("2024년 매출 현황\n\n도시: 서울\n금액: 1,234,568\n2024: TRUE\n\n도시: 부산\n금액: #N/A\ncolumn 5: 0.1"));
        Assert.That(documents[1].Text, Is.EqualTo("column 1: 1\ncolumn 2: 2.5"));
        Assert.That(documents[0].Title, Is.EqualTo("sales – 매출"));
        Assert.That(documents[0].Metadata["format"], Is.EqualTo("xlsx"));
    }

    [TestCase("General", "0.30000000000000004", "0.3")]
    [TestCase("General", "123456789012", "123456789012")]
    [TestCase("#,##0.00", "-1234.5", "-1,234.50")]
    [TestCase("[$₩-412]#,##0", "12000", "₩12,000")]
    [TestCase("#,##0\"원\"", "3000", "3,000원")]
    [TestCase("0.0%", "0.1234", "12.3%")]
    [TestCase("#,##0;(#,##0);\"-\"", "-1500", "(1,500)")]
    [TestCase("#,##0;(#,##0);\"-\"", "0", "-")]
    [TestCase("000-0000-0000", "1012345678", "010-1234-5678")]
    [TestCase("#,##0.0,,\"M\"", "12345678", "12.3M")]
    [TestCase("0.00E+00", "12345", "1.23E+04")]
    [TestCase("_-* #,##0_-", "7", "7")]
    [TestCase("General\"개\"", "12", "12개")]
    [TestCase("# ?/?", "0.5", "0.5")]
    [TestCase("yyyy-mm-dd", "45292", "2024-01-01")]
    [TestCase("yyyy/m/d h:mm", "45292.75", "2024/1/1 18:00")]
    [TestCase("yyyy\"년\" m\"월\" d\"일\" aaaa", "45292", "2024년 1월 1일 월요일")]
    [TestCase("yyyy.mm.dd", "59", "1900.02.28")]
    [TestCase("d-mmm-yy", "45292", "1-Jan-24")]
    [TestCase("[$-412]AM/PM h:mm", "0.5625", "오후 1:30")]
    [TestCase("h:mm AM/PM", "0.25", "6:00 AM")]
    [TestCase("[h]:mm:ss", "1.5", "36:00:00")]
    [TestCase("mm:ss.0", "0.000729166", "01:03.0")]
    [TestCase("dddd", "45292", "Monday")]
    [TestCase("yyyy-mm-dd", "2958465.99999999", "2958465.99999999")]
    [TestCase("yyyy-mm-dd", "-1", "-1")]
    [TestCase("id:14", "45292", "2024-01-01")]
    [TestCase("id:22", "45292.5", "2024-01-01 12:00")]
    [TestCase("id:10", "0.5", "50.00%")]
    [TestCase("id:31", "45292", "2024년 01월 01일")]
    public async Task Numbers_and_dates_are_read_as_they_are_shown(string format, string value, string shown)
    {
        var file = OfficeFile.Sheets([("S", $"<row r='1'><c r='A1' s='1'><v>{value}</v></c><c r='B1' t='b'><v>0</v></c></row>")], formats: [format]);

        Assert.That((await Loaded.FromAsync("a.xlsx", file)).Single().Text, Is.EqualTo($"column 1: {shown}\ncolumn 2: FALSE"));
    }

    [Test]
    public async Task Days_are_counted_from_1904_where_the_workbook_says_so()
    {
        var file = OfficeFile.Sheets([("S", "<row r='1'><c r='A1' s='1'><v>43830</v></c></row>")], formats: ["yyyy-mm-dd"], properties: "date1904='1'");

        Assert.That((await Loaded.FromAsync("a.xlsx", file)).Single().Text, Is.EqualTo("2024-01-01"));
    }

    [Test]
    [Hazard("BAD-37")]
    public void Rows_columns_and_text_over_the_limits_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(1, 20).Select(row => $"<row r='{row}'><c r='A{row}'><v>1</v></c></row>"));
        var limits = new DocumentLimits { Rows = 10, Columns = 50, Characters = 1000 };

        Assert.That(Loaded.FaultOf("rows.xlsx", OfficeFile.Sheets([("S", rows)]), limits).Text.English, Does.Contain("10 rows"));
        Assert.That(Loaded.FaultOf("columns.xlsx", OfficeFile.Sheets([("S", "<row><c r='XFD1'><v>1</v></c></row>")]), limits).Text.English, Does.Contain("16,384 columns"));
        Assert.That(Loaded.FaultOf("text.xlsx", OfficeFile.Sheets([("S", "")], [new string('x', 2000)]), limits).Text.English, Does.Contain("1,000 characters"));
    }
}
