using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>Keeps text files of a flow in a folder of its own, for the flow or for a model.</summary>
[Node("tool.files", Category = NodeCategories.Tools, Icon = "file", SideEffects = true, Keywords = "file folder read write save append list sandbox 파일 저장 읽기 쓰기 폴더 목록")]
[Text("en", "Files", "Reads and writes text files in a folder of this flow's own, or lets a model do so.")]
[Text("ko", "파일", "이 플로우만의 폴더에서 텍스트 파일을 읽고 쓰거나, 모델이 그렇게 하게 합니다.")]
[Guide("en", "Use it for notes that last beyond a run: a log that grows, a draft that is taken up again, files that an agent works on. Each flow has a folder of its own and cannot leave it.")]
[Guide("ko", "계속 늘어나는 기록, 다시 이어 쓰는 초안, 에이전트가 다루는 파일처럼 실행이 끝나도 남아야 할 내용에 쓰세요. 플로우마다 자기 폴더만 쓰며 밖으로 나갈 수 없습니다.")]
[Example("""{"action": "append", "path": "reports/{{name}}.txt"}""")]
public sealed class FilesNode(FileSandboxOptions options) : Node<FilesNode.Settings, FilesNode.Inputs>, IDynamicPorts<FilesNode.Settings>, ICheckedSettings<FilesNode.Settings>
{
    /// <summary>The file's text, or what was done.</summary>
    [Text("en", "text", "The text that was read, or what was done.")]
    [Text("ko", "텍스트", "읽은 텍스트나 처리한 결과입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The files.</summary>
    [Text("en", "json", "The files as a list with path and size in bytes, when they are listed.")]
    [Text("ko", "JSON", "목록을 볼 때 파일의 경로와 바이트 크기를 담은 목록입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>The files as tools.</summary>
    [Text("en", "tools", "The files as tools for a model.")]
    [Text("ko", "도구", "모델에 연결하는 파일 도구입니다.")]
    public static readonly OutputPort<ToolSet> Tools = new("tools");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) =>
        NamesFile(settings.Action) ? TemplatePorts.Of(Template.Parse(settings.Path).Variables.Where(variable => variable.Name != "text")) : [];

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => NamesFile(settings.Action) ? TemplatePorts.ProblemsOf("path", Template.Parse(settings.Path)) : [];

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = FileSandbox.Of(options, context.FlowId);
        if (settings.Action == FilesAction.Tool)
        {
            yield return Tools.Value(FileTools.Of(files, settings.MayWrite));
            yield break;
        }

        if (settings.Action == FilesAction.List)
        {
            yield return Text.Value(FileTools.ListOf(files));
            yield return Json.Value(JsonSerializer.SerializeToElement(files.List().Select(file => new { file.Path, file.Bytes }), CoreJson.Options));
            yield break;
        }

        var path = (await TemplateText.WholeAsync(Template.Parse(settings.Path), inputs.Variables, numbersDocuments: false, cancellationToken).ConfigureAwait(false)).Trim();
        yield return Text.Value(await (settings.Action switch
        {
            FilesAction.Read => files.ReadAsync(path, cancellationToken),
            FilesAction.Delete => files.DeleteAsync(path),
            var action => files.WriteAsync(path, inputs.Text ?? "", action == FilesAction.Append, cancellationToken),
        }).ConfigureAwait(false));
    }

    private static bool NamesFile(FilesAction action) => action is not (FilesAction.Tool or FilesAction.List);

    /// <summary>What is done.</summary>
    public sealed record Settings
    {
        /// <summary>What is done with the files.</summary>
        [Field(OnCard = true)]
        [Text("en", "Action", "What is done with the files.")]
        [Text("ko", "작업", "파일로 무엇을 할지 정합니다.")]
        public FilesAction Action { get; init; }

        /// <summary>The file's path below the flow's folder.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true, VisibleWhen = nameof(Action), VisibleValues = "read|write|append|delete", Placeholder = "reports/{{name}}.txt")]
        [MaxLength(1000)]
        [Text("en", "Path", "The file in the flow's folder; {{variables}} become inputs.")]
        [Text("ko", "경로", "플로우 폴더 안의 파일입니다. {{변수}}는 입력이 됩니다.")]
        public string Path { get; init; } = "";

        /// <summary>Whether a model may write and delete.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "tool")]
        [Text("en", "May write", "Lets the model write and delete files, too.")]
        [Text("ko", "쓰기 허용", "모델이 파일을 쓰고 삭제할 수도 있게 합니다.")]
        public bool MayWrite { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What is written.</summary>
        [Text("en", "text", "The text that is written or appended.")]
        [Text("ko", "텍스트", "쓰거나 이어 쓸 텍스트입니다.")]
        public string? Text { get; init; }

        /// <summary>The value of each variable of the path, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
