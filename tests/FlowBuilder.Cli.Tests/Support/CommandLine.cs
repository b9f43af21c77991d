using System.Diagnostics;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests.Support;

/// <summary>Runs the built program as a shell does.</summary>
internal static class CommandLine
{
    private static readonly string[] Inherited = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "LC_ALL", "LC_MESSAGES"];

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<CommandResult> RunAsync(
        string[] arguments, CancellationToken cancellationToken, string? input = null, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (exitCode, output, error) = await process.EndedAsync(cancellationToken);
        return new CommandResult(exitCode, output, error);
    }

    /// <summary>Runs a command line in English.</summary>
    public static Task<CommandResult> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(arguments, cancellationToken);

    /// <summary>Starts a command line whose output the test reads itself.</summary>
    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "flowbuilder.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in Inherited) start.Environment.Remove(name);
        start.Environment["LANG"] = "en_US.UTF-8";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
