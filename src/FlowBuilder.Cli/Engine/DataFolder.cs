using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Engine;

/// <summary>Begins work that may need an installation's data, and says so where it cannot be had.</summary>
internal static class DataFolder
{
    /// <summary>Starts the engine and hands it on.</summary>
    /// <param name="data">The folder; null for none.</param>
    /// <param name="work">What is done with the engine; gives the exit code.</param>
    /// <param name="onlyReads">Whether the data are only read, which a server on them does not mind.</param>
    public static async Task<int> WithAsync(string? data, Func<ServiceProvider, Task<int>> work, bool onlyReads = false)
    {
        if (data is not null && !Directory.Exists(data))
        {
            Problems.Say(Words.NoFolder(data));
            return ExitCode.BadInput;
        }

        await using var engine = FlowEngine.Start(data, onlyReads);
        try
        {
            // Opens the database before anything begins, if there is one.
            _ = engine.GetService<IKnowledgeStore>();
            return await work(engine);
        }
        catch (StorageException failure)
        {
            Problems.Say(failure.Text);
            return ExitCode.BadInput;
        }
    }
}
