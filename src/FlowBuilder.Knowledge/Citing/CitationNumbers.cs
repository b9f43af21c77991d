namespace FlowBuilder.Knowledge.Citing;

/// <summary>Gives the sources of an answer new numbers, 1, 2, 3 …, in the order in which it first names them.</summary>
/// <param name="count">How many sources there are; they are numbered from 1.</param>
internal sealed class CitationNumbers(int count)
{
    private readonly List<int> _cited = [];

    /// <summary>The sources that were named, by their former numbers, in the order of their new ones.</summary>
    public IReadOnlyList<int> Cited => _cited;

    /// <summary>Whether there is a source of a former number.</summary>
    public bool Exists(int number) => number >= 1 && number <= count;

    /// <summary>The new number of a source that exists.</summary>
    public int NewOf(int number)
    {
        var place = _cited.IndexOf(number);
        if (place >= 0) return place + 1;
        _cited.Add(number);
        return _cited.Count;
    }
}
