using System.Runtime.InteropServices;
using SQLitePCL;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>The one call that the binding of SQLite does not have.</summary>
internal static class SqliteModules
{
    /// <summary>Takes every kind of virtual table from a connection: a stranger's file could use their code against us.</summary>
    public static void Drop(sqlite3 database) => _ = sqlite3_drop_modules(database, IntPtr.Zero);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_drop_modules(sqlite3 database, IntPtr keep);
}
