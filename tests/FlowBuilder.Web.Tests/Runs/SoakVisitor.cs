using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>Somebody who works with the program without a break: edits a flow, runs it, reads along, loses the line and comes back, and cancels now and then.</summary>
/// <param name="client">The client of the program.</param>
/// <param name="question">What is asked each time: long, so that a run that is not let go of is felt.</param>
internal sealed class SoakVisitor(HttpClient client, string question)
{
    private string _flow = "";
    private int _turn;

    /// <summary>How many runs have ended.</summary>
    public int Runs { get; private set; }

    /// <summary>Works until it is time to stop, and ends what it has begun.</summary>
    /// <param name="isTimeToStop">Says when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WorkAsync(Func<bool> isTimeToStop, CancellationToken cancellationToken)
    {
        if (_flow.Length == 0) _flow = await client.StoreAsync(Drawings.Ask, cancellationToken);
        while (!isTimeToStop())
        {
            if (++_turn % 3 == 0) await EditAsync(cancellationToken);
            var run = await client.BeginRunAsync(_flow, question, cancellationToken);
            var seen = await ReadAsync(run, 0, toEnd: false, cancellationToken);
            if (_turn % 5 == 0)
            {
                using var cancelled = await client.PostTextAsync($"api/v1/runs/{run}/cancel", "{}", cancellationToken);
                Assert.That((int)cancelled.StatusCode, Is.AnyOf(200, 202));
            }

            await ReadAsync(run, seen, toEnd: true, cancellationToken);
            Runs++;
        }
    }

    private async Task EditAsync(CancellationToken cancellationToken)
    {
        var file = BackgroundRuns.FileOf(Drawings.Ask.Replace("Answer:", $"Answer {_turn}:", StringComparison.Ordinal));
        using var saved = await client.PutBytesAsync($"api/v1/flows/{_flow}", file, "*", cancellationToken);
        Assert.That((int)saved.StatusCode, Is.EqualTo(200));
    }

    // To the first words of the model, or to the end; nothing may be missing.
    private async Task<long> ReadAsync(string run, long seen, bool toEnd, CancellationToken cancellationToken)
    {
        var isEnded = false;
        await foreach (var next in client.RunEventsAsync(run, seen, cancellationToken))
        {
            Assert.That(next.Seq(), Is.EqualTo(++seen), "no gap, nothing twice");
            isEnded = next.IsFinal();
            if (!toEnd && next.Text("type") == "node.delta") return seen;
        }

        if (toEnd) Assert.That(isEnded, Is.True, "a stream ends with its run");
        return seen;
    }
}
