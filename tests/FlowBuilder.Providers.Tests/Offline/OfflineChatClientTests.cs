using FlowBuilder.Providers.Offline;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Offline;

[Parallelizable(ParallelScope.All)]
internal sealed class OfflineChatClientTests
{
    private const string Prompt = "Text: The moon is made of rock. The sun is a star.\n\nQuestion: What is the sun?";

    [Test]
    public async Task Streams_word_by_word_and_counts_usage()
    {
        using var client = new OfflineChatClient(TimeSpan.Zero, TimeProvider.System);
        var updates = new List<ChatResponseUpdate>();

        await foreach (var update in client.GetStreamingResponseAsync(Prompt)) updates.Add(update);

        var usage = updates[^1].Contents.OfType<UsageContent>().Single().Details;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(updates.SkipLast(1).Select(update => update.Text), Is.EqualTo(new[] { "The ", "sun ", "is ", "a ", "star." }));
            Assert.That(updates[^1].FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(usage.OutputTokenCount, Is.EqualTo(6));
            Assert.That(usage.InputTokenCount, Is.InRange(20, 32));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Pauses_after_each_word_and_stops_when_cancelled(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        using var client = new OfflineChatClient(TimeSpan.FromMilliseconds(15), time);
        using var cancel = new CancellationTokenSource();
        await using var updates = client.GetStreamingResponseAsync(Prompt, cancellationToken: cancel.Token).GetAsyncEnumerator(cancellationToken);

        var first = updates.MoveNextAsync();
        await time.WaitForTimerAsync(due => due == TimeSpan.FromMilliseconds(15), cancellationToken);
        Assert.That(first.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(15));
        Assert.That(await first, Is.True);
        await cancel.CancelAsync();

        Assert.That(async () => await updates.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Honours_the_token_limit_and_stop_sequences()
    {
        using var client = new OfflineChatClient(TimeSpan.Zero, TimeProvider.System);

        var limited = await client.GetResponseAsync(Prompt, new ChatOptions { MaxOutputTokens = 3 });
        var stopped = await client.GetResponseAsync(Prompt, new ChatOptions { StopSequences = ["is a"] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(limited.Text, Is.EqualTo("The sun is"));
            Assert.That(limited.FinishReason, Is.EqualTo(ChatFinishReason.Length));
            Assert.That(stopped.Text, Is.EqualTo("The sun "));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task The_offline_connection_is_there_without_being_stored(CancellationToken cancellationToken)
    {
        using var models = new Support.Models();

        var opened = await models.Chat.OpenAsync("offline", null, models.Observer, cancellationToken);
        var answer = await opened.Client.GetResponseAsync(Prompt, cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Model, Is.EqualTo("extractive-1"));
            Assert.That(opened.IsDeterministic, Is.True);
            Assert.That(opened.Price!.CostOf(1000, 1000), Is.Zero);
            Assert.That(answer.Text, Is.EqualTo("The sun is a star."));
            Assert.That(await models.Chat.ListModelsAsync("offline", cancellationToken), Is.EqualTo(new[] { "extractive-1" }));
        }
    }
}
