using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FlowBuilder.Storage.Tests.Support;

/// <summary>A PostgreSQL server of a test's own, in a folder of its own, where its programs are installed.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PostgresServer(string programs, string folder, int port) => (_programs, _folder, Port) = (programs, folder, port);

    public int Port { get; }

    /// <summary>Starts a server; null where PostgreSQL is not installed, or cannot be started by this account.</summary>
    public static PostgresServer? TryStart()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
            : null;
        if (programs is null) return null;
        var folder = Path.Combine(Path.GetTempPath(), $"flowbuilder-pg-{Guid.NewGuid():N}");
        if (IsRoot ? !Run("install", ["-d", "-o", "postgres", "-g", "postgres", "-m", "700", folder]) : !Directory.CreateDirectory(folder).Exists) return null;
        var server = new PostgresServer(programs, folder, FreePort());
        if (server.AsServer("initdb", ["-D", folder, "-A", "scram-sha-256", "-U", "postgres", "--pwfile", server.PasswordFile("top")]) && server.Control("start")) return server;
        server.Dispose();
        return null;
    }

    /// <summary>Ends the server as a crash does, and starts it again.</summary>
    public void RestartAtOnce()
    {
        if (!Control("restart")) throw new InvalidOperationException("PostgreSQL could not be started again.");
    }

    public void Dispose()
    {
        AsServer("pg_ctl", ["-D", _folder, "-m", "immediate", "-w", "stop"]);
        File.Delete(_folder + ".pw");
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string PasswordFile(string password)
    {
        var file = _folder + ".pw";
        File.WriteAllText(file, password);
        return file;
    }

    private bool Control(string act) => AsServer(
        "pg_ctl",
        ["-D", _folder, "-m", "immediate", "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off", act]);

    private bool AsServer(string program, string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static bool Run(string program, string[] arguments)
    {
        try
        {
            // The server that pg_ctl leaves behind keeps its outputs open: nothing is read of them.
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/null 2>&1 < /dev/null", program, .. arguments]) { WorkingDirectory = "/tmp" })!;
            return process.WaitForExit(TimeSpan.FromMinutes(1)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
