namespace FlowBuilder.HazardTable;

/// <summary>A test that is marked with cases.</summary>
/// <param name="Fixture">Full name of its class.</param>
/// <param name="Method">Its name.</param>
/// <param name="Cases">Ids of the cases that it shows.</param>
internal sealed record MarkedTest(string Fixture, string Method, IReadOnlyList<string> Cases)
{
    /// <summary>As it is written in a row.</summary>
    public string ShortName => $"{Fixture[(Fixture.LastIndexOf('.') + 1)..]}.{Method}";
}
