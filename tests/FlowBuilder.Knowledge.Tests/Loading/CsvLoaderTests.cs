using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class CsvLoaderTests
{
    [TestCase("name,city\nKim,Seoul\n\"Lee, Jr.\",\"say \"\"hi\"\"\"\n", TestName = "Comma")]
    [TestCase("name;city\r\nKim;Seoul\r\n\"Lee, Jr.\";\"say \"\"hi\"\"\"\r\n", TestName = "Semicolon_and_crlf")]
    [TestCase("name\tcity\rKim\tSeoul\r\"Lee, Jr.\"\t\"say \"\"hi\"\"\"", TestName = "Tab_and_cr_only")]
    [TestCase("name|city\nKim|Seoul\n\"Lee, Jr.\"|\"say \"\"hi\"\"\"", TestName = "Bar")]
    public async Task Each_row_is_a_document_of_named_values(string table)
    {
        var documents = await DocumentLoaderTests.LoadAsync("people.csv", table);

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "name: Kim\ncity: Seoul", "name: Lee, Jr.\ncity: say \"hi\"" }));
        Assert.That(documents.Select(document => document.Metadata["row"]), Is.EqualTo(new[] { "2", "3" }));
    }

    [Test]
    public async Task A_table_of_figures_without_names_keeps_its_first_row()
    {
        var documents = await DocumentLoaderTests.LoadAsync("a.csv", "Kim,31.5\nLee,42\n");

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "column 1: Kim\ncolumn 2: 31.5", "column 1: Lee\ncolumn 2: 42" }));
    }

    [Test]
    public async Task Years_may_name_columns()
    {
        Assert.That((await DocumentLoaderTests.LoadAsync("a.csv", "도시,2023,2024\n서울,10,20\n")).Single().Text, Is.EqualTo("도시: 서울\n2023: 10\n2024: 20"));
    }

    [Test]
    public async Task Missing_double_and_surplus_columns_get_names()
    {
        Assert.That(
            (await DocumentLoaderTests.LoadAsync("a.csv", "a,,a\n1,2,3,4\n\n,,\n5,,\n")).Select(document => document.Text),
            Is.EqualTo(new[] { "a: 1\ncolumn 2: 2\na 2: 3\ncolumn 4: 4", "a: 5" }));
    }

    [Test]
    public async Task Names_alone_are_a_document()
    {
        Assert.That((await DocumentLoaderTests.LoadAsync("a.csv", "name,city\n")).Single().Text, Is.EqualTo("name, city"));
    }

    [Test]
    [Hazard("BAD-37")]
    public void A_quotation_mark_left_open_is_located()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("a.csv", "name,city\nKim,Seoul\nLee,\"Bus\nPark,Jeju\n"))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("line 3"));
    }

    [Test]
    [Hazard("BAD-37")]
    public void A_row_that_never_ends_is_refused()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("a.csv", "name\n\"" + new string('x', 5_000_000)))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
    }

    [Test]
    [Hazard("BAD-37")]
    public void Rows_and_columns_over_the_limit_are_refused_with_the_limit()
    {
        var limits = new DocumentLimits { Rows = 1000, Columns = 50 };
        var rows = new StringBuilder("a,b\n").Insert(4, "1,2\n", 1_000_000).ToString();
        var columns = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"c{i}"));

        var tooManyRows = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("rows.csv", rows, limits))!;
        var tooManyColumns = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("columns.csv", columns, limits))!;

        Assert.That(tooManyRows.Code, Is.EqualTo("documents.too-large"));
        Assert.That(tooManyRows.Text.English, Does.Contain("1,000"));
        Assert.That(tooManyColumns.Text.English, Does.Contain("10,000").And.Contain("50"));
    }
}
