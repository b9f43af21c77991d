using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Knowledge.Tests.Bases;

[Parallelizable(ParallelScope.All)]
public sealed class DocumentIngestTests
{
    [Test]
    public async Task A_document_that_was_stopped_before_its_work_began_is_not_read()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");
        var documents = host.Get<IKnowledgeDocuments>();
        await documents.AddAsync("kb", [new KnowledgeUpload { Id = "broken", Title = "Broken", Source = "broken.docx", Content = "PK\u0003\u0004"u8.ToArray() }], default);
        var ticket = (await host.Get<IKnowledgeWork>().ClaimAsync(1, default)).Single();
        await documents.CancelAsync("kb", "broken", default);

        // It could not be read, which would be told.
        await host.Get<DocumentIngest>().RunAsync(ticket, () => { }, default);

        Assert.That((await documents.FindAsync("kb", "broken", default))!.State, Is.EqualTo(KnowledgeDocumentState.Cancelled));
    }
}
