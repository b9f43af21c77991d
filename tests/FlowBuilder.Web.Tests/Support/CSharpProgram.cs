using System.Diagnostics;
using System.Text;
using FlowBuilder.Testing;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Compiles C# as a file-based program with the SDK's own compiler, and runs it. Nothing is restored. Where there is no SDK, the test is skipped.</summary>
internal static class CSharpProgram
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    // What an ordinary console project has without saying so.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Runs a program of top-level statements.</summary>
    /// <param name="code">The program.</param>
    /// <param name="libraries">Assemblies that it needs besides the framework.</param>
    /// <param name="environment">A variable that it reads.</param>
    /// <param name="files">Files in the folder that it runs in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it prints.</returns>
    public static async Task<string> RunAsync(
        string code, IReadOnlyList<string> libraries, (string Name, string Value) environment, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        var compiler = Directory.GetFiles(Path.GetFullPath(Path.Combine(Framework, "..", "..", "..")), "csc.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 })
            .Order(StringComparer.Ordinal).LastOrDefault();
        if (compiler is null) Assert.Ignore("There is no .NET SDK beside the runtime on this machine.");
        var folder = Directory.CreateTempSubdirectory("flowbuilder-csharp-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "snippet.cs"), code, cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "usings.cs"), ImplicitUsings, cancellationToken);
            foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
            foreach (var library in libraries) File.Copy(library, Path.Combine(folder, Path.GetFileName(library)));
            var references = Directory.GetFiles(Framework, "*.dll").Where(IsManaged).Concat(libraries).Select(path => $"-r:\"{path}\"");
            await File.WriteAllTextAsync(
                Path.Combine(folder, "options.rsp"),
                $"-nologo -nostdlib -warnaserror -nullable:enable -out:snippet.dll snippet.cs usings.cs\n{string.Join('\n', references)}\n",
                cancellationToken);

            // The web's shared framework holds what a client's package would bring along besides.
            await File.WriteAllTextAsync(
                Path.Combine(folder, "snippet.runtimeconfig.json"),
                $$"""{"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.AspNetCore.App","version":"{{Environment.Version.Major}}.0.0"} } }""",
                cancellationToken);
            await StartAsync([compiler!, "@options.rsp"], folder, environment, cancellationToken);
            return await StartAsync(["snippet.dll"], folder, environment, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsManaged(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) && !name.Contains(".Native", StringComparison.Ordinal)
            || name is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll" or "Microsoft.Win32.Primitives.dll");

    private static async Task<string> StartAsync(
        string[] arguments, string folder, (string Name, string Value) environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[environment.Name] = environment.Value;
        using var process = Process.Start(start)!;
        var (exitCode, output, errors) = await process.EndedAsync(cancellationToken);
        Assert.That(exitCode, Is.Zero, $"{output}\n{errors}");
        return output;
    }
}
