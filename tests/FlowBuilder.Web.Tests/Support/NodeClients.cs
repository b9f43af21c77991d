using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Runs scripts that use clients from npm against a running program. Where Node is not there, or cannot get the packages, the test is skipped.</summary>
internal static class NodeClients
{
    private static readonly Lazy<Task<(string? Folder, string? Reason)>> Installed = new(InstallAsync);

    /// <summary>Runs a module.</summary>
    /// <param name="script">The module; what it prints is the result.</param>
    /// <param name="address">Where the program is, as <c>process.env.ADDRESS</c>.</param>
    /// <param name="key">A key, as <c>process.env.KEY</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<string> RunAsync(string script, Uri address, string key, CancellationToken cancellationToken)
    {
        var (folder, reason) = await Installed.Value.WaitAsync(cancellationToken);
        if (folder is null) Assert.Ignore(reason!);
        var (code, output, errors) = await StartAsync(
            "node", "--input-type=module -", folder!, script, new() { ["ADDRESS"] = address.ToString().TrimEnd('/'), ["KEY"] = key }, cancellationToken);
        Assert.That(code, Is.Zero, $"{errors}\n{output}");
        return output;
    }

    private static async Task<(string? Folder, string? Reason)> InstallAsync()
    {
        var packages = Path.Combine(TestContext.CurrentContext.TestDirectory, "Compatible", "Clients");
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(packages, "package-lock.json"))))[..16];
        var folder = Path.Combine(Path.GetTempPath(), $"flowbuilder-clients-{version}");
        if (Directory.Exists(folder)) return (folder, null);

        // Made elsewhere and moved when it is whole: another process may do the same at this moment.
        var making = Directory.CreateTempSubdirectory("flowbuilder-clients-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(packages, "*.json")) File.Copy(file, Path.Combine(making, Path.GetFileName(file)));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var (code, _, errors) = await StartAsync("npm", "ci --ignore-scripts --no-audit --no-fund", making, "", [], patience.Token);
            if (code != 0) return (null, $"npm cannot get the clients: {errors}");
            if (!Directory.Exists(folder)) Directory.Move(making, folder);
            return (folder, null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "There is no Node with npm on this machine.");
        }
        catch (OperationCanceledException)
        {
            return (null, "npm did not get the clients within two minutes.");
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return (folder, null);
        }
        finally
        {
            if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        }
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(
        string program, string arguments, string folder, string input, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
