using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes;
using FlowBuilder.Testing.Flows;

namespace FlowBuilder.Cli.Tests.Support;

/// <summary>A folder of a test's own, for flow files and others.</summary>
internal sealed class FlowFolder : IDisposable
{
    private static readonly FlowFormat Format =
        new(NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(KnowledgeServices).Assembly));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flowbuilder-cli-");

    /// <summary>The path of a name in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a flow that is drawn as text; returns its path.</summary>
    public string Draw(string drawing, string name = "flow.json") => Write(Format.Write(FlowText.Parse(drawing)), name);

    /// <summary>Writes a file; returns its path.</summary>
    public string Write(string text, string name = "flow.json") => Write(System.Text.Encoding.UTF8.GetBytes(text), name);

    /// <summary>Writes a file; returns its path.</summary>
    public string Write(byte[] bytes, string name = "flow.json")
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
