using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>A knowledge base as a caller describes it; of one that is there already, what is left out stays.</summary>
internal sealed record KnowledgeBody
{
    private const int MaxNameLength = 200;
    private const int MaxDescriptionLength = 4_000;
    private const int MaxModelLength = 200;

    /// <summary>What flows and addresses call it; by default made of the name.</summary>
    public string? Id { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>How its documents are cut and embedded.</summary>
    public KnowledgeSettings? Settings { get; init; }

    /// <summary>The knowledge base with what is said here.</summary>
    public KnowledgeBase Change(KnowledgeBase knowledge) => knowledge with
    {
        Name = Name?.Trim() ?? knowledge.Name,
        Description = Description?.Trim() ?? knowledge.Description,
        Settings = Settings ?? knowledge.Settings,
    };

    /// <summary>Everything that is wrong with it.</summary>
    /// <param name="changed">What <see cref="Change"/> made of it.</param>
    public static ImmutableArray<FlowDiagnostic> Check(KnowledgeBase changed)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        if (!DocumentId.IsValid(changed.Id)) Add("id", DocumentId.Rule);
        if (changed.Name.Length is 0 or > MaxNameLength)
            Add("name", LocalText.Of($"Give a name of {MaxNameLength} characters at most.", $"{MaxNameLength}자 이내로 이름을 적으세요."));
        if (changed.Description.Length > MaxDescriptionLength)
            Add("description", LocalText.Of($"The description may have {MaxDescriptionLength} characters at most.", $"설명은 {MaxDescriptionLength}자까지 쓸 수 있습니다."));
        problems.AddRange(CheckSettings(changed.Settings));
        return problems.ToImmutable();

        void Add(string member, LocalText text) => problems.Add(Problem(member, text));
    }

    /// <summary>Everything that is wrong with settings.</summary>
    public static ImmutableArray<FlowDiagnostic> CheckSettings(KnowledgeSettings settings)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        if (!KnowledgeSettingsCheck.CanCut(settings.Splitting))
        {
            var methods = string.Join(", ", KnowledgeSettingsCheck.Methods);
            problems.Add(Problem("settings.splitting", LocalText.Of(
                $"The method must be one of {methods}; the size from 20 to 100,000; the overlap from 0 to 50,000 and less than the size; parentSize, where given, more than the size and 200,000 at most.",
                $"method는 {methods} 중 하나, size는 20~100,000, overlap은 0~50,000이면서 size보다 작아야 합니다. parentSize를 쓰려면 size보다 크고 200,000 이하여야 합니다.")));
        }

        if (settings.Embedding is { } embedding && !(IsName(embedding.Connection) && IsName(embedding.Model)))
            problems.Add(Problem("settings.embedding", LocalText.Of("Name the connection and the model, or leave embedding out for the offline one.", "연결과 모델의 이름을 적거나, 오프라인 임베딩을 쓰려면 embedding을 빼세요.")));
        return problems.ToImmutable();
    }

    private static FlowDiagnostic Problem(string member, LocalText text) => new("knowledge.invalid", DiagnosticSeverity.Invalid, $"$.{member}", text);

    private static bool IsName(string? text) => text is { Length: > 0 and <= MaxModelLength };
}
