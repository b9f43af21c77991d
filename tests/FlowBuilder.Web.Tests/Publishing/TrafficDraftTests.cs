using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class TrafficDraftTests
{
    [Test]
    public void A_second_version_begins_with_a_tenth() => Assert.That(Words(TrafficDraft.Of(TrafficSplit.All(2)).With(3)), Is.EqualTo("3:10 2:90"));

    [TestCase(50, "3:50 2:45 1:5")]
    [TestCase(0, "3:0 2:90 1:10")]
    [TestCase(100, "3:100 2:0 1:0")]
    [TestCase(150, "3:100 2:0 1:0")]
    [TestCase(-5, "3:0 2:90 1:10")]
    public void The_others_give_and_take_in_proportion(int percent, string expected) =>
        Assert.That(Words(Draft((3, 90), (2, 9), (1, 1)).Set(3, percent)), Is.EqualTo(expected));

    [Test]
    public void Versions_that_had_nothing_share_what_is_left() => Assert.That(Words(Draft((3, 100), (2, 0), (1, 0)).Set(3, 31)), Is.EqualTo("3:31 2:35 1:34"));

    [Test]
    public void The_calls_of_a_version_that_is_left_out_go_to_the_others() => Assert.That(Words(Draft((3, 50), (2, 30), (1, 20)).Without(3)), Is.EqualTo("2:60 1:40"));

    [Test]
    public void The_last_version_stays_with_everything()
    {
        var draft = TrafficDraft.Of(TrafficSplit.All(2));

        Assert.That(Words(draft.Without(2).Set(2, 10)), Is.EqualTo("2:100"));
    }

    [Test]
    public void Whatever_is_done_it_makes_a_hundred()
    {
        var random = new Random(7);
        var draft = TrafficDraft.Of(TrafficSplit.All(1));
        for (var step = 0; step < 2_000; step++)
        {
            var version = random.Next(1, 8);
            draft = random.Next(4) switch
            {
                0 => draft.With(version),
                1 => draft.Without(version),
                _ => draft.Shares.Any(share => share.Key == version) ? draft.Set(version, random.Next(-10, 120)) : draft,
            };
            Assert.That(TrafficSplit.TryOf(draft.Shares), Is.Not.Null, Words(draft));
        }
    }

    private static TrafficDraft Draft(params (int Version, int Share)[] shares) => new([.. shares.Select(share => KeyValuePair.Create(share.Version, share.Share))]);

    private static string Words(TrafficDraft draft) => string.Join(' ', draft.Shares.Select(share => $"{share.Key}:{share.Value}"));
}
