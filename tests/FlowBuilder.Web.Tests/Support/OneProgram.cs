namespace FlowBuilder.Web.Tests.Support;

/// <summary>Tests that share one program, and a client of it.</summary>
[TestFixture]
public abstract class OneProgram
{
    private protected TestProgram Program { get; private set; } = null!;

    private protected HttpClient Client { get; private set; } = null!;

    /// <summary>The program's settings; none by default.</summary>
    private protected virtual Dictionary<string, string> Settings => [];

    [OneTimeSetUp]
    public void StartProgram()
    {
        Program = new TestProgram(Settings);
        Client = Program.Client();
    }

    [OneTimeTearDown]
    public async Task StopProgramAsync()
    {
        Client.Dispose();
        await Program.DisposeAsync();
    }
}
