using FlowBuilder.Core.Memory;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Api;

/// <summary>What is remembered, as a caller sees and erases it.</summary>
public sealed class MemoryApiTests : OneProgram
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Memory_is_listed_read_and_erased_by_person_conversation_and_fact(CancellationToken cancellationToken)
    {
        var store = Program.Services.GetRequiredService<IMemoryStore>();
        var facts = await store.SaveFactsAsync(new MemoryOwner(MemoryOwnerKind.User, "ann/1"), ["Likes tea", "Lives in Busan"], [], cancellationToken);
        var talk = new MemoryOwner(MemoryOwnerKind.Session, "talk", "flow");
        await store.SaveSummaryAsync(talk, new MemorySummary("sum", "They spoke of tea.", 4, "h", DateTimeOffset.UnixEpoch), cancellationToken);

        using var list = await Client.GetAsync("api/v1/memory", cancellationToken);
        using var person = await Client.GetAsync("api/v1/memory/users/ann%2F1", cancellationToken);
        using var conversation = await Client.GetAsync("api/v1/memory/sessions/talk?flow=flow", cancellationToken);
        using var otherFlow = await Client.GetAsync("api/v1/memory/sessions/talk?flow=other", cancellationToken);
        using var one = await Client.DeleteAsync($"api/v1/memory/facts/{facts[0].Id}", cancellationToken);
        using var again = await Client.DeleteAsync($"api/v1/memory/facts/{facts[0].Id}", cancellationToken);
        using var unsure = await Client.DeleteAsync("api/v1/memory", cancellationToken);
        using var left = await Client.GetAsync("api/v1/memory/users/ann%2F1", cancellationToken);
        using var erased = await Client.DeleteAsync("api/v1/memory/sessions/talk?flow=flow", cancellationToken);
        using var all = await Client.DeleteAsync("api/v1/memory?all=true", cancellationToken);
        using var nothing = await Client.GetAsync("api/v1/memory", cancellationToken);

        var listed = await list.JsonAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.EnumerateArray().Select(item => $"{item.GetProperty("kind")} {item.GetProperty("id")} {item.GetProperty("facts")} {item.GetProperty("summaries")}"), Is.EquivalentTo(new[] { "user ann/1 2 0", "session talk 0 1" }));
            Assert.That((await person.JsonAsync(cancellationToken)).GetProperty("facts").GetArrayLength(), Is.EqualTo(2));
            Assert.That((await conversation.JsonAsync(cancellationToken)).GetProperty("summaries")[0].GetProperty("text").GetString(), Is.EqualTo("They spoke of tea."));
            Assert.That((await otherFlow.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("memory.not-found"));
            Assert.That(((int)one.StatusCode, (int)again.StatusCode, (int)erased.StatusCode, (int)all.StatusCode), Is.EqualTo((204, 404, 204, 204)));
            Assert.That((await unsure.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("memory.unsure"));
            Assert.That((await left.JsonAsync(cancellationToken)).GetProperty("facts").GetArrayLength(), Is.EqualTo(1));
            Assert.That((await nothing.JsonAsync(cancellationToken)).GetArrayLength(), Is.Zero);
        }
    }
}
