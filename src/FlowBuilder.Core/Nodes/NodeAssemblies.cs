using System.Reflection;

namespace FlowBuilder.Core.Nodes;

/// <summary>Finds node types that an operator added to an installation.</summary>
public static class NodeAssemblies
{
    /// <summary>Loads every assembly of a folder, by name. What lies in it runs with the program's own rights.</summary>
    /// <param name="folder">The folder that the operator named.</param>
    /// <exception cref="IOException">The folder is not there.</exception>
    /// <exception cref="BadImageFormatException">A file in it is no assembly.</exception>
    public static IEnumerable<Assembly> InFolder(string folder) =>
        Directory.EnumerateFiles(Path.GetFullPath(folder), "*.dll").Order(StringComparer.Ordinal).Select(Assembly.LoadFrom);
}
