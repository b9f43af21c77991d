using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a file into the flow.</summary>
[Node("input.file", Category = NodeCategories.Inputs, Icon = "file", Deterministic = true, Keywords = "upload document attachment 업로드 문서 첨부")]
[Text("en", "File input", "A file that whoever runs the flow gives.")]
[Text("ko", "파일 입력", "플로우를 실행하는 사람이 넣는 파일입니다.")]
[Guide("en", "Use it when a document comes from whoever runs the flow. \"Load documents\" turns it into text, \"Ask a table\" and \"SQL query\" read it as a table.")]
[Guide("ko", "플로우를 실행하는 사람이 문서를 넣을 때 쓰세요. \"문서 불러오기\"는 텍스트로 바꾸고, \"표에 질문하기\"와 \"SQL 질의\"는 표로 읽습니다.")]
public sealed class FileInputNode : Node<FileInputNode.Settings, NoInputs>, IFlowInput<FileInputNode.Settings>, ICheckedSettings<FileInputNode.Settings>
{
    /// <summary>The file that was given.</summary>
    [Text("en", "file", "The file that was given.")]
    [Text("ko", "파일", "입력한 파일입니다.")]
    public static readonly OutputPort<FileValue> Value = new("value");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) => new(settings.Name, GivenFile.Schema)
    {
        IsRequired = settings.Required && !GivenFile.HasContent(settings.Default),
        Description = settings.Description,
        Check = value => GivenFile.Check(settings.Name, value),
    };

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => GivenFile.ProblemsOf("default", settings.Default);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = context.Input is { } given ? GivenFile.Read(settings.Name, given) : GivenFile.OfOrNull(settings.Default);
        return file is null ? AsyncOutputs.Of() : AsyncOutputs.Of(Value.Value(file));
    }

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "file";

        /// <summary>The file when none is given, kept in the flow; or null.</summary>
        [Field(OnCard = true)]
        [Text("en", "Default file", "The file when none is given; it is kept in the flow.")]
        [Text("ko", "기본 파일", "아무 파일도 넣지 않았을 때 쓰는 파일입니다. 플로우 안에 저장됩니다.")]
        public FileSetting? Default { get; init; }

        /// <summary>Whether a run needs a value.</summary>
        [Field(Advanced = true)]
        [Text("en", "Required", "The flow cannot run without it, unless there is a default.")]
        [Text("ko", "필수", "기본값이 없으면 이 값 없이 플로우를 실행할 수 없습니다.")]
        public bool Required { get; init; } = true;

        /// <summary>What the input is for.</summary>
        [Field(Advanced = true, Cosmetic = true)]
        [Text("en", "Description", "What the input is for; shown to those who use the flow.")]
        [Text("ko", "설명", "이 입력이 무엇인지 플로우를 쓰는 사람에게 보여 줍니다.")]
        public string Description { get; init; } = "";
    }
}
