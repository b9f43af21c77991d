using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>The folder of one flow: what it reads and writes stays inside, whatever names are asked for.</summary>
/// <remarks>No link is followed, neither as a file nor as a folder on the way, and on Linux what was opened is asked where it lies.</remarks>
internal sealed class FileSandbox
{
    private const int MostFiles = 1_000;
    private const int DeepestPath = 8;
    private const int LongestName = 100;
    private const long MostBytes = 100 * 1024 * 1024;
    private const long MostFileBytes = 10 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // One writer at a time, so that two of them cannot fill the folder past its limit.
    private static readonly SemaphoreSlim Writing = new(1, 1);

    private readonly string _folder;

    private FileSandbox(string folder) => _folder = folder;

    /// <summary>The folder of a flow; made when something is written.</summary>
    /// <exception cref="Core.Faults.NodeException">There is no place for files.</exception>
    public static FileSandbox Of(FileSandboxOptions options, string? flowId)
    {
        if (options.Root is not { } root || string.IsNullOrEmpty(flowId)) throw FileFaults.NoFolder();
        var isPlain = flowId.Length <= 64 && flowId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        var name = isPlain ? flowId : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(flowId)));
        return new FileSandbox(Path.Combine(Path.GetFullPath(root), name));
    }

    /// <summary>The files with their sizes, by path.</summary>
    public IReadOnlyList<(string Path, long Bytes)> List()
    {
        if (!Directory.Exists(_folder)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = DeepestPath };
        return
        [
            .. new DirectoryInfo(_folder).EnumerateFiles("*", options)
                .Select(file => (Path.GetRelativePath(_folder, file.FullName).Replace('\\', '/'), file.Length))
                .OrderBy(file => file.Item1, StringComparer.Ordinal)
                .Take(MostFiles),
        ];
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="Core.Faults.NodeException">The path leads out, or there is no such text.</exception>
    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) => GuardedAsync(path, async full =>
    {
        if (!File.Exists(full)) throw FileFaults.Missing(path);
        using var handle = File.OpenHandle(full, options: FileOptions.Asynchronous);
        CheckPlace(handle, full);
        var length = RandomAccess.GetLength(handle);
        if (length > MostFileBytes) throw FileFaults.TooLarge(MostFileBytes);
        var bytes = new byte[length];
        var read = 0;
        int now;
        while (read < bytes.Length && (now = await RandomAccess.ReadAsync(handle, bytes.AsMemory(read), read, cancellationToken).ConfigureAwait(false)) > 0) read += now;
        try
        {
            return Strict.GetString(bytes.AsSpan(0, read)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw FileFaults.NotText(path);
        }
    });

    /// <summary>Writes a text, in place of what is there or behind it.</summary>
    /// <exception cref="Core.Faults.NodeException">The path leads out, or it is too much.</exception>
    public Task<string> WriteAsync(string path, string text, bool appends, CancellationToken cancellationToken) => GuardedAsync(path, async full =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await Writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CheckRoom(path, bytes.Length, appends);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            CheckLinks(full);
            using var handle = File.OpenHandle(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            CheckPlace(handle, full);
            var at = appends ? RandomAccess.GetLength(handle) : 0;
            if (!appends) RandomAccess.SetLength(handle, 0);
            await RandomAccess.WriteAsync(handle, bytes, at, cancellationToken).ConfigureAwait(false);
            return string.Create(CultureInfo.InvariantCulture, $"{path}: {at + bytes.Length} bytes");
        }
        finally
        {
            Writing.Release();
        }
    });

    /// <summary>Deletes a file.</summary>
    /// <exception cref="Core.Faults.NodeException">The path leads out, or there is no such file.</exception>
    public Task<string> DeleteAsync(string path) => GuardedAsync(path, full =>
    {
        if (!File.Exists(full)) throw FileFaults.Missing(path);
        File.Delete(full);
        return Task.FromResult($"{path}: deleted");
    });

    private async Task<string> GuardedAsync(string path, Func<string, Task<string>> work)
    {
        var full = Resolve(path);
        try
        {
            CheckLinks(full);
            return await work(full).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Refused(path, failure);
        }
    }

    private string Resolve(string path)
    {
        var parts = path.Split('/');
        if (parts.Length > DeepestPath || !parts.All(IsName)) throw FileFaults.BadPath();
        return Path.Combine([_folder, .. parts]);
    }

    private static bool IsName(string part) =>
        part.Length is > 0 and <= LongestName && part.Trim() == part && part.Trim('.').Length > 0 && !part.EndsWith('.')
        && !part.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    private void CheckLinks(string full)
    {
        for (var at = full; at.Length >= _folder.Length; at = Path.GetDirectoryName(at)!)
        {
            var entry = new FileInfo(at);
            if (entry.LinkTarget is not null || ((entry.Exists || Directory.Exists(at)) && entry.Attributes.HasFlag(FileAttributes.ReparsePoint))) throw FileFaults.BadPath();
        }
    }

    // A folder on the way may have become a link after it was looked at.
    private void CheckPlace(SafeFileHandle handle, string full)
    {
        if (!OperatingSystem.IsLinux()) return;
        var opened = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}")).LinkTarget;
        if (opened != RealPath(Path.GetDirectoryName(_folder)!) + full[Path.GetDirectoryName(_folder)!.Length..]) throw FileFaults.BadPath();
    }

    // The data folder itself may lie behind a link: that is the operator's choice.
    private static string RealPath(string folder)
    {
        var real = Path.GetPathRoot(folder)!;
        foreach (var part in folder[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            real = Directory.ResolveLinkTarget(next, returnFinalTarget: true)?.FullName ?? next;
        }

        return real;
    }

    private void CheckRoom(string path, long added, bool appends)
    {
        var files = List();
        var present = files.FirstOrDefault(file => file.Path == path);
        var size = appends ? present.Bytes + added : added;
        if (size > MostFileBytes) throw FileFaults.TooLarge(MostFileBytes);
        if (files.Sum(file => file.Bytes) - present.Bytes + size > MostBytes || (present.Path is null && files.Count >= MostFiles)) throw FileFaults.Full(MostFiles, MostBytes);
    }
}
