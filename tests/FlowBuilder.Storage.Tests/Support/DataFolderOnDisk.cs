using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tests.Support;

/// <summary>A data folder of its own, gone with the test.</summary>
internal sealed class DataFolderOnDisk : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flowbuilder-storage-").FullName;

    public string Database => File("flowbuilder.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Another program's connection to the database.</summary>
    public SqliteConnection Connect()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadWrite");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
