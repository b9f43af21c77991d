using System.Diagnostics;
using NUnit.Framework;

namespace FlowBuilder.Testing;

/// <summary>Calls the <c>dotnet</c> command line, as somebody does who builds or publishes.</summary>
public static class DotnetCommand
{
    /// <summary>Calls it and asserts that it succeeds.</summary>
    /// <param name="folder">The folder that it is called in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it, with what it started.</param>
    public static async Task RunAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The tests may themselves have been started by a build, whose variables would steer this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var (exitCode, output, error) = await process.EndedAsync(cancellationToken);
        Assert.That(exitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{output}{error}");
    }
}
