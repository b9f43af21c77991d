using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Tests.Bases;

[Parallelizable(ParallelScope.All)]
public sealed class ChunkMakingTests
{
    private static readonly KnowledgeDocument Stored = new() { Id = "d", BaseId = "kb", Title = "D", Hash = "" };

    [Test]
    public void What_a_person_wrote_stands_in_the_section_of_all_its_chunks()
    {
        const string text = "첫 문장은 그대로입니다. 둘째 문장은 틀렸습니다. 셋째 문장은 그대로입니다.";
        ChunkEdit[] edits = [new(TextHash.Of("둘째 문장은 틀렸습니다."), "둘째 문장을 고쳤습니다.", true)];

        var chunks = Make(text, new SplitOptions(SplitMethod.Sentences, 20, 0, 100), edits);

        Assert.That(chunks, Has.Count.EqualTo(3));
        Assert.That(chunks[1].Text, Is.EqualTo("둘째 문장을 고쳤습니다."));
        Assert.That(chunks.Select(chunk => chunk.Section), Is.All.EqualTo("첫 문장은 그대로입니다. 둘째 문장을 고쳤습니다. 셋째 문장은 그대로입니다."));
    }

    [Test]
    public void Edits_of_chunks_that_overlap_stand_in_the_section_one_after_the_other()
    {
        var chunks = Make("aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbcccccccccccc", new SplitOptions(SplitMethod.Characters, 30, 10, 100), []);
        ChunkEdit[] edits = [new(chunks[0].Original, "[one]", true), new(chunks[1].Original, "[two]", true)];

        var edited = Make("aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbcccccccccccc", new SplitOptions(SplitMethod.Characters, 30, 10, 100), edits);

        Assert.That(edited.Select(chunk => chunk.Section), Is.All.EqualTo("[one][two]" + "cc"));
    }

    [Test]
    public void A_switch_stands_for_the_one_of_several_equal_chunks_that_was_switched()
    {
        const string text = "The same line again.\n\nAnother line stands here.\n\nThe same line again.";

        var chunks = Make(text, new SplitOptions(SplitMethod.Recursive, 30, 0), [new(TextHash.Of("The same line again."), null, false, 2)]);

        Assert.That(chunks.Select(chunk => chunk.IsEnabled), Is.EqualTo(new[] { true, true, false }));
    }

    private static List<NewChunk> Make(string text, SplitOptions options, IReadOnlyList<ChunkEdit> edits) =>
        ChunkMaking.Make(Stored, DocumentSplitter.Passages([new Document { Text = text }], options, default), edits);
}
