using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching.Filters;

namespace FlowBuilder.Knowledge.Tests.Bases;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeSearchTests
{
    private static readonly KnowledgeSearchMode[] Modes = Enum.GetValues<KnowledgeSearchMode>();

    [TestCaseSource(nameof(Modes))]
    public async Task A_filter_is_applied_before_the_best_are_cut_off(KnowledgeSearchMode mode)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync("kb", ("ko", "Of the warranty and much else that is said here besides.", new { language = "ko" }));
        await host.AddLinesAsync("kb", "en", Enumerable.Range(0, 150).Select(i => $"The warranty covers two years, warranty number {i}."), new { language = "en" });

        var found = await host.FoundAsync("kb", new KnowledgeQuery("warranty two years", mode, 3) { Filter = MetadataFilter.Parse("""{"field":"language","equals":"ko"}""") });
        var all = await host.FoundAsync("kb", new KnowledgeQuery("warranty two years", mode, 3));

        Assert.That(found, Is.EqualTo(new[] { "ko" }));
        Assert.That(all, Is.EqualTo(new[] { "en", "en", "en" }));
    }

    [TestCase("""{"field":"documentId","equals":"b"}""", "b")]
    [TestCase("""{"field":"title","oneOf":["a","c"]}""", "a,c")]
    [TestCase("""{"field":"source","exists":true}""", "")]
    [TestCase("""{"field":"year","from":2021}""", "b,c")]
    [TestCase("""{"not":{"field":"year","exists":true}}""", "d")]
    [TestCase("""{"and":[{"field":"year","from":2020,"to":2021},{"field":"kind \"x\"","equals":"한국"}]}""", "a")]
    public async Task A_filter_asks_for_metadata_of_any_name_and_for_title_and_document(string filter, string expected)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync(
            "kb",
            ("a", "warranty", new Dictionary<string, object> { ["year"] = 2020, ["kind \"x\""] = "한국" }),
            ("b", "warranty one", new { year = 2021 }),
            ("c", "warranty two", new { year = 2022 }),
            ("d", "warranty three", null));

        var found = await host.FoundAsync("kb", new KnowledgeQuery("warranty", KnowledgeSearchMode.Keyword) { Filter = MetadataFilter.Parse(filter) });

        Assert.That(string.Join(',', found.Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_filter_sees_what_was_added_changed_switched_off_and_removed()
    {
        await using var host = new KnowledgeHost();
        var query = new KnowledgeQuery("warranty", Top: 20) { Filter = MetadataFilter.Parse("""{"field":"year","equals":2024}""") };
        await host.FillAsync("kb", ("a", "warranty", new { year = 2024 }), ("b", "warranty", new { year = 2023 }));
        Assert.That(await host.FoundAsync("kb", query), Is.EqualTo(new[] { "a" }));

        await host.FillAsync("kb", ("b", "the warranty", new { year = 2024 }), ("c", "warranty too", new { year = 2024 }));
        Assert.That(await host.FoundAsync("kb", query), Is.EquivalentTo(new[] { "a", "b", "c" }));

        var chunk = await host.Get<IKnowledgeChunks>().FindAsync("kb", "c:1", default);
        await host.Get<ChunkEditing>().ChangeAsync("kb", chunk!, text: null, isEnabled: false, default);
        await host.Get<IKnowledgeDocuments>().DeleteAsync("kb", "a", default);
        Assert.That(await host.FoundAsync("kb", query), Is.EqualTo(new[] { "b" }));
    }

    [TestCaseSource(nameof(Modes))]
    public async Task Diversity_leaves_out_what_says_the_same_again(KnowledgeSearchMode mode)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync(
            "kb",
            ("one", "The warranty of the belt covers two years.", null),
            ("same", "The warranty of the belt covers two years!", null),
            ("other", "A receipt shows when the warranty began, so keep it with the papers of the house.", null));

        Assert.That(await host.FoundAsync("kb", new KnowledgeQuery("warranty of the belt", mode, 2)), Is.EquivalentTo(new[] { "one", "same" }));
        Assert.That(await host.FoundAsync("kb", new KnowledgeQuery("warranty of the belt", mode, 2) { Diversity = 0.7 }), Does.Contain("other"));
    }

    [TestCaseSource(nameof(Modes))]
    public async Task Several_wordings_find_what_each_finds(KnowledgeSearchMode mode)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync("kb", ("leave", "Parental leave lasts one year.", null), ("belt", "Belts are made of leather.", null), ("sea", "The sea is salt.", null));

        var hits = (await host.Get<KnowledgeSearch>().SearchAsync(
            "kb", new KnowledgeQuery("parental leave", mode, 2) { OtherTexts = ["belts of leather", "the parental leave"] }, default))!;

        Assert.That(hits.Select(hit => hit.Chunk.DocumentId), Is.EqualTo(new[] { "leave", "belt" }));
        Assert.That(hits.Select(hit => hit.Score), Has.All.InRange(0.0, 1.0));
    }

    [TestCase(KnowledgeSearchMode.Keyword)]
    [TestCase(KnowledgeSearchMode.Vector)]
    [TestCase(KnowledgeSearchMode.Hybrid)]
    public async Task A_least_score_is_in_the_measure_of_the_mode_and_drops_what_is_below(KnowledgeSearchMode mode)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync("kb", ("leave", "Parental leave lasts one year.", null), ("year", "In a year the sea rises a little.", null), ("sea", "The sea is salt.", null));
        var all = (await host.Get<KnowledgeSearch>().SearchAsync("kb", new KnowledgeQuery("parental leave year", mode), default))!;

        var best = await host.FoundAsync("kb", new KnowledgeQuery("parental leave year", mode) { LeastScore = all[0].Score });

        Assert.That(all, Has.Count.GreaterThan(1));
        Assert.That(best, Is.EqualTo(new[] { "leave" }));
    }

    [TestCase("What is a parcel?", "defines")]
    [TestCase("Where does the parcel parcel go?", "uses")]
    [TestCase("소포란?", "ko-defines")]
    public async Task A_question_for_what_something_is_finds_first_what_says_so(string question, string expected)
    {
        await using var host = new KnowledgeHost();
        await host.FillAsync(
            "kb",
            ("uses", "The parcel goes with the other parcel, parcel by parcel, and each parcel has a parcel number.", null),
            ("defines", "In these terms \"parcel\" means whatever we send in a box, however large it may be and wherever it goes to in the end.", null),
            ("ko-uses", "소포는 보냅니다. 소포, 소포, 소포는 다른 소포와 함께 보냅니다.", null),
            ("ko-defines", "이 약관에서 소포란 상자에 담아 보내는 모든 물건을 말합니다. 크기와 받는 곳은 가리지 않습니다.", null));

        var hits = await host.Get<KnowledgeSearch>().SearchAsync("kb", new KnowledgeQuery(question), default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hits![0].Chunk.DocumentId, Is.EqualTo(expected));
            Assert.That(hits, Has.All.Matches<KnowledgeHit>(hit => Math.Abs(hit.Score - hit.Parts.Sum(part => part.Share)) < 1e-9 && hit.Score <= 1));
        }
    }
}
