using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Layout;

namespace FlowBuilder.Core.Tests.Layout;

[Parallelizable(ParallelScope.All)]
public sealed class LayeredLayoutTests
{
    private static readonly int[] Seeds = [.. Enumerable.Range(1, 40)];

    [TestCaseSource(nameof(Seeds))]
    public void Arranged_boxes_do_not_overlap_and_keep_their_distance(int seed)
    {
        var boxes = Random(seed).Arranged().Boxes;

        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = i + 1; j < boxes.Length; j++)
                Assert.That(Gap(boxes[i], boxes[j]), Is.GreaterThanOrEqualTo(38), $"{boxes[i]} and {boxes[j]}");
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void Every_edge_goes_from_left_to_right(int seed)
    {
        var (boxes, edges) = Random(seed).Arranged();

        foreach (var edge in edges)
        {
            Assert.That(
                boxes[edge.Target].Position.X,
                Is.GreaterThanOrEqualTo(boxes[edge.Source].Position.X + boxes[edge.Source].Width + 79));
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void Arranging_twice_changes_nothing(int seed)
    {
        var once = Random(seed).Arranged();

        Assert.That(once.Arranged().Boxes, Is.EqualTo(once.Boxes));
    }

    [TestCaseSource(nameof(Seeds))]
    public void Arranging_again_from_the_same_places_gives_the_same(int seed)
    {
        var (first, second) = (Random(seed).Arranged(), Random(seed).Arranged());

        Assert.That(second.Boxes, Is.EqualTo(first.Boxes));
    }

    [TestCaseSource(nameof(Seeds))]
    public void The_middle_of_all_stays_where_it_is(int seed)
    {
        var before = Random(seed);

        var (x, y) = Middle(before.Boxes);
        var (newX, newY) = Middle(before.Arranged().Boxes);

        Assert.That(newX, Is.EqualTo(x).Within(1));
        Assert.That(newY, Is.EqualTo(y).Within(1));
    }

    [Test]
    public void Five_hundred_boxes_with_eight_hundred_edges_are_arranged_like_few()
    {
        var graph = RandomGraph.Of(7, 500, 800);
        LayeredLayout.Arrange(graph.Boxes, graph.Edges);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (boxes, edges) = graph.Arranged();
        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms");

        Assert.That(edges, Has.All.Matches<LayoutEdge>(edge => boxes[edge.Target].Position.X > boxes[edge.Source].Position.X + boxes[edge.Source].Width));
        Assert.That(
            from i in Enumerable.Range(0, boxes.Length)
            from j in Enumerable.Range(i + 1, boxes.Length - i - 1)
            where Gap(boxes[i], boxes[j]) < 38
            select (i, j),
            Is.Empty);
    }

    [Test]
    public void Far_fewer_edges_cross_than_before()
    {
        var (before, after) = (0, 0);
        foreach (var seed in Seeds)
        {
            var graph = Random(seed);
            before += LayeredLayout.CountCrossings(graph.Boxes, graph.Edges);
            var arranged = graph.Arranged();
            after += LayeredLayout.CountCrossings(arranged.Boxes, arranged.Edges);
        }

        Assert.That(after, Is.LessThan(before / 3), $"{before} before, {after} after");
    }

    [Test]
    public void A_graph_that_can_be_drawn_without_crossings_is()
    {
        // Three chains that join, their first boxes mixed up.
        LayoutBox[] boxes =
        [
            Box(0, 400), Box(0, 200), Box(0, 0),
            Box(300, 0), Box(300, 200), Box(300, 400),
            Box(600, 0),
        ];
        LayoutEdge[] edges = [Edge(0, 3), Edge(1, 4), Edge(2, 5), Edge(3, 6, 0, 1), Edge(4, 6, 0, 2), Edge(5, 6, 0, 3)];

        Assert.That(LayeredLayout.CountCrossings(boxes, edges), Is.GreaterThan(0));
        Assert.That(CrossingsAfter(boxes, edges), Is.Zero);
    }

    [TestCase(3, 3, 9)]
    [TestCase(3, 4, 18)]
    [TestCase(4, 4, 36)]
    public void A_complete_bipartite_graph_has_the_known_fewest_crossings(int left, int right, int known)
    {
        // In two columns every order of K(m,n) has the same m(m-1)n(n-1)/4 crossings, so this holds the count, too, to what is known.
        var boxes = Enumerable.Range(0, left).Select(i => Box(0, 150 * i)).Concat(Enumerable.Range(0, right).Select(i => Box(400, 150 * i))).ToArray();
        var edges = (from one in Enumerable.Range(0, left) from two in Enumerable.Range(0, right) select Edge(one, left + two)).ToArray();

        Assert.That(CrossingsAfter(boxes, edges), Is.EqualTo(known));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    public void Small_graphs_in_three_columns_get_the_fewest_crossings_that_any_order_has(int seed)
    {
        var random = new Random(seed);
        var edges = new HashSet<LayoutEdge>();
        for (var i = 0; i < 4; i++) edges.UnionWith([Edge(i, 4 + random.Next(4)), Edge(random.Next(4), 4 + i), Edge(4 + i, 8 + random.Next(4)), Edge(4 + random.Next(4), 8 + i)]);
        var boxes = Enumerable.Range(0, 12).Select(i => Box(400 * (i / 4), 150 * (i % 4))).ToArray();

        Assert.That(CrossingsAfter(boxes, [.. edges]), Is.EqualTo(FewestInColumns([.. edges])));
    }

    [Test]
    public void The_neighbour_of_an_upper_port_stands_above_that_of_a_lower_one()
    {
        // The present order is the wrong way round, and the two wires cross for it.
        LayoutBox[] boxes = [Box(0, 0), Box(400, 200), Box(400, 0)];
        LayoutEdge[] edges = [Edge(0, 1, 1), Edge(0, 2, 2)];

        var places = LayeredLayout.Arrange(boxes, edges);

        Assert.That(places[1].Y, Is.LessThan(places[2].Y));
    }

    [Test]
    public void A_chain_runs_level_from_port_to_port()
    {
        LayoutBox[] boxes = [Box(0, 0), Box(50, 300), Box(90, 120)];
        LayoutEdge[] edges = [Edge(0, 1, 3, 1), Edge(1, 2, 1, 2)];

        var places = LayeredLayout.Arrange(boxes, edges);

        Assert.That(places[0].Y + edges[0].SourceOffset, Is.EqualTo(places[1].Y + edges[0].TargetOffset).Within(1));
        Assert.That(places[1].Y + edges[1].SourceOffset, Is.EqualTo(places[2].Y + edges[1].TargetOffset).Within(1));
    }

    [Test]
    public void Boxes_that_cost_nothing_either_way_keep_their_present_order()
    {
        LayoutBox[] boxes = [Box(0, 0), Box(300, 700), Box(300, 100), Box(300, 400)];
        LayoutEdge[] edges = [Edge(0, 1), Edge(0, 2), Edge(0, 3)];

        var places = LayeredLayout.Arrange(boxes, edges);

        Assert.That(new[] { places[2].Y, places[3].Y, places[1].Y }, Is.Ordered);
    }

    [TestCaseSource(nameof(Seeds))]
    public void One_more_box_that_crosses_nothing_leaves_every_column_in_its_order(int seed)
    {
        var (boxes, edges) = RandomGraph.Tree(seed, 24).Arranged();
        var last = Enumerable.Range(0, boxes.Length).MaxBy(i => boxes[i].Position.X);
        var more = new RandomGraph(
            [.. boxes, new LayoutBox(CanvasPoint.From(boxes[last].Position.X + 400, boxes[last].Position.Y), 248, 120)],
            [.. edges, Edge(last, boxes.Length, 5)]).Arranged();

        Assert.That(Order(more.Boxes), Is.EqualTo(Order(boxes)));

        IEnumerable<int[]> Order(LayoutBox[] all) => Enumerable.Range(0, boxes.Length)
            .GroupBy(i => all[i].Position.X)
            .OrderBy(column => column.Key)
            .Select(column => column.OrderBy(i => all[i].Position.Y).ToArray());
    }

    [Test]
    public void Groups_without_an_edge_between_them_are_packed_side_by_side_and_below()
    {
        var boxes = Enumerable.Range(0, 30).Select(i => Box(10 * i, 10 * i)).ToArray();

        var places = LayeredLayout.Arrange(boxes, []);

        Assert.That(places.Select(place => place.Y).Distinct().Count(), Is.InRange(3, 10));
        Assert.That(places.Select(place => place.X).Distinct().Count(), Is.InRange(3, 10));
    }

    [Test]
    public void A_cycle_is_laid_out_all_the_same()
    {
        LayoutBox[] boxes = [Box(0, 0), Box(0, 0), Box(0, 0)];

        var places = LayeredLayout.Arrange(boxes, [Edge(0, 1), Edge(1, 2), Edge(2, 0), Edge(1, 1)]);

        Assert.That(places.Select(place => place.X), Is.Ordered.And.Unique);
    }

    [Test]
    public void Nothing_and_one_box_are_fine()
    {
        Assert.That(LayeredLayout.Arrange([], []), Is.Empty);
        Assert.That(LayeredLayout.Arrange([Box(37, -12)], []), Is.EqualTo(new[] { CanvasPoint.From(37, -12) }));
    }

    [Test]
    public void An_edge_to_a_box_that_is_not_there_is_refused() =>
        Assert.That(() => LayeredLayout.Arrange([Box(0, 0)], [Edge(0, 1)]), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static RandomGraph Random(int seed) => RandomGraph.Of(seed, 4 + seed % 37, 3 + seed * 7 % 60 % ((4 + seed % 37) * 2));

    private static LayoutBox Box(int x, int y) => new(CanvasPoint.From(x, y), 248, 120);

    private static LayoutEdge Edge(int source, int target, int sourcePort = 0, int targetPort = 0) =>
        new(source, target, 60 + 12 * sourcePort, 60 + 12 * targetPort);

    private static double Gap(LayoutBox a, LayoutBox b)
    {
        var across = Math.Max(b.Position.X - (a.Position.X + a.Width), a.Position.X - (b.Position.X + b.Width));
        var down = Math.Max(b.Position.Y - (a.Position.Y + a.Height), a.Position.Y - (b.Position.Y + b.Height));
        return Math.Max(across, down);
    }

    private static (double X, double Y) Middle(LayoutBox[] boxes) => (
        (boxes.Min(box => box.Position.X) + boxes.Max(box => box.Position.X + box.Width)) / 2,
        (boxes.Min(box => box.Position.Y) + boxes.Max(box => box.Position.Y + box.Height)) / 2);

    private static int CrossingsAfter(LayoutBox[] boxes, LayoutEdge[] edges)
    {
        var places = LayeredLayout.Arrange(boxes, edges);
        return LayeredLayout.CountCrossings([.. boxes.Select((box, i) => box with { Position = places[i] })], edges);
    }

    // By trying every order of three columns of four.
    private static int FewestInColumns(LayoutEdge[] edges)
    {
        var orders = Permutations([0, 1, 2, 3]).ToList();
        return orders.Min(middle =>
            orders.Min(left => Crossings(edges.Where(edge => edge.Source < 4), left, middle))
            + orders.Min(right => Crossings(edges.Where(edge => edge.Source >= 4), middle, right)));
    }

    private static int Crossings(IEnumerable<LayoutEdge> edges, int[] left, int[] right)
    {
        var lines = edges.Select(edge => (From: left[edge.Source % 4], To: right[edge.Target % 4])).ToList();
        return lines.Sum(one => lines.Count(two => one.From < two.From && one.To > two.To));
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
