using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Core.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class TrafficSplitTests
{
    [Test]
    public void Shares_make_a_hundred_whole_per_cents_of_versions()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Split((3, 90), (4, 10))!.Shares, Is.EqualTo(new Dictionary<int, int> { [3] = 90, [4] = 10 }));
            Assert.That(Split((3, 100), (4, 0))!.Shares, Is.EqualTo(new Dictionary<int, int> { [3] = 100 }));
            Assert.That(Split((3, 90)), Is.Null);
            Assert.That(Split((3, 90), (4, 11)), Is.Null);
            Assert.That(Split((3, 110), (4, -10)), Is.Null);
            Assert.That(Split((0, 100)), Is.Null);
            Assert.That(Split((1, 50), (1, 50)), Is.Null);
            Assert.That(Split(), Is.Null);
        }
    }

    [Test]
    public void A_session_keeps_its_version_and_sessions_divide_as_the_shares_say()
    {
        var split = Split((1, 70), (2, 25), (3, 5))!;
        var sessions = Enumerable.Range(0, 10_000).Select(number => $"session-{number}").ToList();

        var versions = sessions.Select(session => split.VersionFor("answers", session)).ToList();

        Assert.That(sessions.Select(session => split.VersionFor("answers", session)), Is.EqualTo(versions));
        Assert.That(versions.Count(version => version == 1) / 100.0, Is.EqualTo(70).Within(2));
        Assert.That(versions.Count(version => version == 2) / 100.0, Is.EqualTo(25).Within(2));
        Assert.That(versions.Count(version => version == 3) / 100.0, Is.EqualTo(5).Within(2));
    }

    [Test]
    public void Calls_without_a_session_divide_by_lot()
    {
        var split = Split((1, 80), (2, 20))!;

        var first = Enumerable.Range(0, 20_000).Count(_ => split.VersionFor("answers", null) == 1);

        // Five standard deviations: chance alone fails this once in millions.
        Assert.That(first / 200.0, Is.EqualTo(80).Within(1.5));
    }

    [Test]
    public void One_endpoints_sides_are_not_those_of_another()
    {
        var split = Split((1, 50), (2, 50))!;
        var sessions = Enumerable.Range(0, 1_000).Select(number => $"session-{number}").ToList();

        var same = sessions.Count(session => split.VersionFor("one", session) == split.VersionFor("other", session));

        Assert.That(same, Is.InRange(400, 600));
    }

    private static TrafficSplit? Split(params (int Version, int Share)[] shares) =>
        TrafficSplit.TryOf(shares.Select(share => KeyValuePair.Create(share.Version, share.Share)));
}
