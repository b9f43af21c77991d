namespace FlowBuilder.Core.Privacy;

/// <summary>Where something of a person stands in a text.</summary>
/// <param name="Start">Its first UTF-16 code unit.</param>
/// <param name="Length">How many code units it has.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct PersonalDataMatch(int Start, int Length, PersonalDataKind Kind)
{
    /// <summary>The code unit after its last.</summary>
    public int End => Start + Length;
}
