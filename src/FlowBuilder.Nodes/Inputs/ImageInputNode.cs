using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a picture into the flow.</summary>
[Node("input.image", Category = NodeCategories.Inputs, Icon = "image", Deterministic = true, Keywords = "picture photo png jpeg vision 그림 사진")]
[Text("en", "Image input", "A picture that whoever runs the flow gives, for a model that can see.")]
[Text("ko", "이미지 입력", "플로우를 실행하는 사람이 넣는 그림입니다. 그림을 볼 수 있는 모델에 연결하세요.")]
[Guide("en", "Use it when the model should look at a photo, a chart or a screenshot. Wire it into \"images\" of \"Chat model\" and choose a model that can see.")]
[Guide("ko", "사진, 차트, 화면 캡처를 모델에게 보여 줄 때 쓰세요. \"채팅 모델\"의 \"이미지\"에 연결하고, 그림을 볼 수 있는 모델을 고르세요.")]
[Example("""{"name": "photo", "description": "A photo of the receipt."}""")]
public sealed class ImageInputNode : Node<ImageInputNode.Settings, NoInputs>, IFlowInput<ImageInputNode.Settings>, ICheckedSettings<ImageInputNode.Settings>
{
    /// <summary>The picture that was given.</summary>
    [Text("en", "image", "The picture that was given.")]
    [Text("ko", "이미지", "입력한 그림입니다.")]
    public static readonly OutputPort<ImageValue> Value = new("value");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) => new(settings.Name, GivenFile.Schema)
    {
        IsRequired = settings.Required && !GivenFile.HasContent(settings.Default),
        Description = settings.Description,
        Check = value => GivenFile.Check(settings.Name, value)
            ?? (ImageFormat.Of(GivenFile.Read(settings.Name, value).Content.Span) is null ? NoPicture(settings.Name) : null),
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
        if (file is null) return AsyncOutputs.Of();

        // What the sender says the file is counts for nothing: its first bytes say it.
        var mediaType = ImageFormat.Of(file.Content.Span) ?? throw new NodeException("input.not-an-image", NoPicture(settings.Name), FaultKind.Input);
        return AsyncOutputs.Of(Value.Value(new ImageValue(mediaType, file.Content)));
    }

    private static LocalText NoPicture(string name) => LocalText.Of(
        $"\"{name}\" needs a PNG, JPEG, GIF or WebP picture.",
        $"\"{name}\"에는 PNG, JPEG, GIF, WebP 그림이 필요합니다.");

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "image";

        /// <summary>The picture when none is given, kept in the flow; or null.</summary>
        [Field(OnCard = true)]
        [Text("en", "Default picture", "The picture when none is given; it is kept in the flow.")]
        [Text("ko", "기본 그림", "아무 그림도 넣지 않았을 때 쓰는 그림입니다. 플로우 안에 저장됩니다.")]
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
