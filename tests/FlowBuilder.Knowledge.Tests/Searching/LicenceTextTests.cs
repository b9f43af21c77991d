using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Questions to a real text: the licence that Debian and Ubuntu ship.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LicenceTextTests
{
    private const string Licence = "/usr/share/common-licenses/GPL-3";

    [TestCase("What is a covered work?", "A \"covered work\" means either the unmodified Program")]
    [TestCase("What does it mean to propagate a work?", "To \"propagate\" a work means to do anything with it")]
    [TestCase("What is a User Product?", "A \"User Product\" is either (1) a \"consumer product\"")]
    [TestCase("Is there any warranty?", "THERE IS NO WARRANTY FOR THE PROGRAM")]
    public async Task The_passage_that_answers_is_among_the_first_two(string question, string answer)
    {
        if (!File.Exists(Licence)) Assert.Ignore($"{Licence} is not on this machine.");
        var file = new FileValue("GPL-3", "", await File.ReadAllBytesAsync(Licence));
        var documents = await new DocumentLoader(new DocumentLimits()).LoadAsync(file, null, CancellationToken.None);
        var passages = DocumentSplitter.Split(documents, new SplitOptions(SplitMethod.Recursive, 1000, 150), CancellationToken.None);

        using var indexes = new DocumentIndexes();
        var index = await indexes.GetAsync(passages, CancellationToken.None);
        var hits = PassageSearch.Search(passages, index, question, 4, leastScore: 0);

        Assert.That(hits.Take(2).Select(hit => passages[hit.Index].Text), Has.Some.Contains(answer));
    }
}
