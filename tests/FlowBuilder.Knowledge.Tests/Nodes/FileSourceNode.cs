using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Tests.Nodes;

/// <summary>Gives the file of its settings.</summary>
[Node("test.file", Category = "test", Deterministic = true)]
[Text("en", "File source", "Gives a file.")]
public sealed class FileSourceNode() : ResultNode<FileSourceNode.Settings, NoInputs, FileValue>(File)
{
    [Text("en", "file", "The file.")]
    public static readonly OutputPort<FileValue> File = new("file");

    protected override Task<FileValue> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(settings.Value.ToFile());

    public sealed record Settings
    {
        [Text("en", "Value", "The file.")]
        public FileSetting Value { get; init; } = new();
    }
}
