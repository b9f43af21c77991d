using static FlowBuilder.Knowledge.Tests.Loading.OfficeFile;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class SlidesLoaderTests
{
    private const string Table =
        "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>분기</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>매출</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
        + "<a:tr><a:tc><a:txBody><a:p><a:r><a:t>1</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>3억</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>";

    [Test]
    public async Task Each_slide_is_a_document_with_its_title_and_notes_in_the_order_shown()
    {
        var file = Slides(
        [
            (Shape("title", "Second") + Shape("body", "One", "<a:p><a:pPr lvl='1'/><a:r><a:t>Inner </a:t></a:r><a:r><a:t>point</a:t></a:r></a:p>", "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>Plain</a:t></a:r></a:p>")
                + Shape("sldNum", "2") + Shape("ftr", "Confidential"), "Speak slowly."),
            (Shape("ctrTitle", "매출", "보고") + Shape(null, "자유 상자") + Table, null),
            (Shape("body"), null),
        ],
        [2, 1, 3]);

        var documents = await Loaded.FromAsync("plan.pptx", file);

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[]
        {
            "# 매출 보고\n\n자유 상자\n\n분기 | 매출\n1 | 3억",
            "# Second\n\n- One\n  - Inner point\nPlain\n\n## Notes\n\nSpeak slowly.",
        }));
        Assert.That(documents.Select(document => document.Title), Is.EqualTo(new[] { "매출 보고", "Second" }));
        Assert.That(documents.Select(document => document.Metadata["slide"]), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(documents.Select(document => document.Metadata["author"]), Has.All.EqualTo("Kim"));
    }

    [Test]
    public async Task The_words_of_a_diagram_are_read()
    {
        const string points = "<d:pt><d:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></d:t></d:pt> <d:pt type='pres'/><d:pt><d:t><a:p><a:r><a:t>실행</a:t></a:r></a:p></d:t></d:pt>";

        var document = (await Loaded.FromAsync("a.pptx", Slides([(Shape("title", "Steps"), "Slowly.")], [1], points))).Single();

        Assert.That(document.Text, Is.EqualTo("# Steps\n\nPlan\n실행\n\n## Notes\n\nSlowly."));
    }

    [Test]
    public async Task A_slide_without_a_title_is_called_as_the_presentation_is()
    {
        var document = (await Loaded.FromAsync("plan.pptx", Slides([(Shape(null, "Only text"), null)], [1]))).Single();

        Assert.That(document.Title, Is.EqualTo("Plan 2025"));
        Assert.That(document.Metadata["format"], Is.EqualTo("pptx"));
    }
}
