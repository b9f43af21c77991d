using FlowBuilder.Cli.Output;
using FlowBuilder.Storage;
using Microsoft.Extensions.Configuration;

namespace FlowBuilder.Cli.Engine;

/// <summary>The data of an installation, as its operator takes care of them.</summary>
internal static class Installation
{
    private const string DefaultFolder = "data";

    /// <summary>The settings of storage, from <c>FLOWBUILDER_data</c> and <c>FLOWBUILDER_Storage__…</c>, as the server reads them.</summary>
    /// <param name="data">The data folder as it was given; null for the setting's.</param>
    public static StorageOptions OptionsOf(string? data)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("FLOWBUILDER_").Build();
        return new StorageOptions { DataFolder = data ?? configuration["data"] ?? DefaultFolder, BackupFolder = configuration["Storage:BackupFolder"] };
    }

    /// <summary>Does what may fail of the data's state, and says so where it does.</summary>
    public static async Task<int> WithAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (StorageException failure)
        {
            Problems.Say(failure.Text);
            return ExitCode.BadInput;
        }
    }
}
