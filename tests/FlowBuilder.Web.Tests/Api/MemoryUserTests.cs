using FlowBuilder.Core.Memory;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Api;

/// <summary>Whose memory a call reads and writes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MemoryUserTests : OneProgram
{
    private const string Remembers = """
        said: input.text {"name":"said"}
        save: memory.save {"from":"lines"}
        recall: memory.recall {}
        answer: output.text {"name":"answer"}
        said.text -> save.text
        save.text -> recall.question
        recall.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_user_of_a_run_is_remembered_across_runs(CancellationToken cancellationToken)
    {
        var flow = await Program.StoreAsync(Remembers, cancellationToken);

        using var first = await Client.RunAsync(flow, """{"inputs":{"said":"I like tea"},"user":"kim"}""", cancellationToken);
        using var second = await Client.RunAsync(flow, """{"inputs":{"said":"I live in Busan"},"user":"kim"}""", cancellationToken);
        using var other = await Client.RunAsync(flow, """{"inputs":{"said":"I am new"},"user":"lee"}""", cancellationToken);
        using var nobody = await Client.RunAsync(flow, """{"inputs":{"said":"I am nobody"}}""", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AnswerAsync(second, cancellationToken), Is.EqualTo("- I live in Busan\n- I like tea"));
            Assert.That(await AnswerAsync(other, cancellationToken), Is.EqualTo("- I am new"));
            Assert.That(await nobody.Content.ReadAsStringAsync(cancellationToken), Does.Contain("memory.nobody"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Whoever_calls_without_a_key_cannot_name_somebody_else(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Remembers, "open", cancellationToken);
        await Client.ChangeEndpointAsync("open", new { isPublic = true }, cancellationToken);
        var key = await Client.MakeKeyAsync(cancellationToken);
        var memory = Program.Services.GetRequiredService<IMemoryStore>();
        var ann = new MemoryOwner(MemoryOwnerKind.User, "ann");
        await memory.SaveFactsAsync(ann, ["Ann's secret"], [], cancellationToken);

        using var stranger = await Client.CallAsync("open", """{"inputs":{"said":"secret"},"user":"ann","session":"s1"}""", null, cancellationToken);
        using var trusted = await Client.CallAsync("open", """{"inputs":{"said":"secret"},"user":"ann","session":"s2"}""", key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AnswerAsync(stranger, cancellationToken), Is.EqualTo("- secret"));
            Assert.That(await AnswerAsync(trusted, cancellationToken), Does.Contain("Ann's secret"));
            Assert.That((await memory.ListAsync(cancellationToken)).Select(entry => (entry.Owner.Kind, entry.Owner.Id)), Does.Contain((MemoryOwnerKind.Session, "s1")).And.Not.Contain((MemoryOwnerKind.Session, "s2")));
        }
    }

    private static async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await response.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString()!;
}
