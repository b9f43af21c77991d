using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>What can be wrong with a request in Flowise's protocol.</summary>
internal static class FlowiseProblems
{
    /// <summary>Something is to be changed for a call that the owner did not open.</summary>
    public static ApiException ClosedOverride(string name) => Of("flowise.closed-override", $"overrideConfig.{name}", LocalText.Of(
        $"\"{name}\" of overrideConfig is not open to callers of this endpoint: no node has an open setting of that name. Leave it out, or let the owner open it.",
        $"overrideConfig의 \"{name}\"은(는) 이 엔드포인트 호출자가 바꿀 수 없습니다. 그 이름으로 열려 있는 설정이 없습니다. 빼고 보내거나 소유자에게 설정을 열어 달라고 하세요."));

    /// <summary>Something is asked for that a flow does not do here.</summary>
    public static ApiException Unsupported(string name) => Of("flowise.unsupported", name, LocalText.Of(
        $"\"{name}\" is not taken here.", $"여기서는 \"{name}\"을(를) 쓸 수 없습니다."));

    /// <summary>An upload cannot be read.</summary>
    public static ApiException BadUpload(int index) => Of("flowise.bad-upload", $"uploads[{index}].data", LocalText.Of(
        $"The upload {index + 1} cannot be read: data must be a data: address in base64, or an http or https address.",
        $"{index + 1}번째 업로드를 읽을 수 없습니다. data는 base64로 된 data: 주소이거나 http 또는 https 주소여야 합니다."));

    private static ApiException Of(string code, string member, LocalText text) => new(ApiProblem.Of(MemberProblem.Of(code, member, text)));
}
