using FlowBuilder.Knowledge.Loading.Pdf;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>A folder of programs that stand for those of a machine.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flowbuilder-programs-");

    /// <summary>The programs in it.</summary>
    public ExternalPrograms Programs => new(_folder.FullName);

    /// <summary>Puts an installed program into it.</summary>
    public void Link(string name, string target) => File.CreateSymbolicLink(PathOf(name), target);

    /// <summary>Puts a shell script into it.</summary>
    public void Write(string name, string script)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The stand-ins for programs are shell scripts.");
        else
        {
            File.WriteAllText(PathOf(name), "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
