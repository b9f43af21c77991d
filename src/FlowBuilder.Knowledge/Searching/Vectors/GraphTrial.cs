namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Finds out, while rows are linked, how broadly the graph has to be searched to find what looking at every row finds.</summary>
/// <remarks>
/// Where the vectors lie decides it: around many middles, as those of texts do, little is enough; in any direction, where nothing is
/// much nearer than anything else, nothing is. So every so many rows one is a question before it is linked, which makes it
/// one that the graph does not know, and the answers are compared.
/// </remarks>
internal sealed class GraphTrial
{
    // Asking takes a thirtieth of the time that linking does.
    private const int Often = 1_024;

    private const int Least = 128;

    private const int Window = 32;
    private const int Fewest = 8;
    private const int Top = 10;
    private const double Enough = 0.97;

    private readonly int[] _breadths;
    private readonly int _every;

    // For each of the last questions, how many of the ten were found at each breadth.
    private readonly Queue<int[]> _found = new();
    private int _breadth;

    /// <summary>A trial of breadths that take less time than looking at 100,000 rows.</summary>
    public GraphTrial() : this(Often, [Least, 2 * Least, 4 * Least])
    {
    }

    /// <summary>A trial.</summary>
    /// <param name="every">One row of so many is a question.</param>
    /// <param name="breadths">The breadths to try, the least first; searched by that until enough was asked.</param>
    public GraphTrial(int every, int[] breadths) => (_every, _breadths, _breadth) = (every, breadths, breadths[0]);

    /// <summary>How broadly to search (ef of the paper); 0 where no breadth is enough and every row is to be looked at.</summary>
    public int Breadth => Volatile.Read(ref _breadth);

    /// <summary>Whether so many questions had no answer that linking further rows is not worth the time.</summary>
    public bool IsHopeless => Breadth == 0 && (_found.Count is 0 or Window);

    /// <summary>Takes over what was found out before.</summary>
    public void Restore(int breadth) => _breadth = breadth;

    /// <summary>Asks for the neighbours of the row that is linked next, if it is one of those that are questions.</summary>
    public void BeforeLinking(int row, VectorRows rows, HnswGraph graph)
    {
        if (row == 0 || row % _every != 0 || rows.IsRemoved(row)) return;
        var question = rows[row].ToArray();
        var exact = new BestRows(Top);
        ExactSearch.Scan(rows, 0, question, exact, other => other < row);
        var right = exact.Sorted().Select(best => best.Row).ToHashSet();
        _found.Enqueue([.. _breadths.Select(Found)]);
        if (_found.Count > Window) _found.Dequeue();
        if (_found.Count >= Fewest) Volatile.Write(ref _breadth, _breadths.Where(IsEnough).FirstOrDefault());

        int Found(int breadth)
        {
            var best = new BestRows(breadth);
            graph.Search(question, best, row, accepts: null);
            return best.Sorted().Take(Top).Count(hit => right.Contains(hit.Row));
        }
    }

    private bool IsEnough(int breadth)
    {
        var at = Array.IndexOf(_breadths, breadth);
        return _found.Average(found => found[at]) >= Enough * Top;
    }
}
