using FlowBuilder.Core.Text;

namespace FlowBuilder.Interchange;

/// <summary>What people are told about a file that they want to open as a flow.</summary>
internal static class FlowFileTexts
{
    private const string HowToEnglish = "Choose a JSON file that was exported from FlowBuilder.";
    private const string HowToKorean = "FlowBuilder에서 내보낸 JSON 파일을 선택하세요.";

    /// <summary>An archive.</summary>
    public static readonly LocalText Zip = LocalText.Of(
        "This is a ZIP archive. Unpack it and choose one flow file in it.",
        "ZIP 압축 파일입니다. 압축을 풀고 그 안의 플로우 파일 하나를 선택하세요.");

    /// <summary>A web page.</summary>
    public static readonly LocalText WebPage = LocalText.Of(
        $"This is a web page (HTML) or XML, not a flow; perhaps the download was a sign-in page. {HowToEnglish}",
        $"플로우가 아니라 웹 페이지(HTML) 또는 XML 파일입니다. 로그인 페이지가 저장되었을 수 있습니다. {HowToKorean}");

    /// <summary>JSON with a fault, or cut off.</summary>
    public static readonly LocalText BrokenJson = LocalText.Of(
        "This file starts like JSON but is damaged or incomplete. Export or download it again.",
        "JSON으로 시작하지만 손상되었거나 끝까지 저장되지 않은 파일입니다. 다시 내보내거나 내려받으세요.");

    /// <summary>The sentence for a kind of file.</summary>
    public static LocalText Of(FlowFileKind kind) => kind switch
    {
        FlowFileKind.Native => LocalText.Of("This is a FlowBuilder flow. Open it.", "FlowBuilder 플로우입니다. 바로 열 수 있습니다."),
        FlowFileKind.Langflow => Foreign("a Langflow flow", "Langflow 플로우"),
        FlowFileKind.FlowiseChatflow => Foreign("a Flowise chatflow", "Flowise 챗플로우"),
        FlowFileKind.FlowiseAgentflowV1 => Foreign("a Flowise agentflow (version 1)", "Flowise 에이전트플로우(버전 1)"),
        FlowFileKind.FlowiseAgentflowV2 => Foreign("a Flowise agentflow (version 2)", "Flowise 에이전트플로우(버전 2)"),
        FlowFileKind.FlowiseExport => Foreign("a Flowise export of all its data", "Flowise 전체 데이터 내보내기 파일"),
        FlowFileKind.N8n => Foreign("an n8n workflow", "n8n 워크플로"),
        FlowFileKind.Dify => Foreign("a Dify app", "Dify 앱"),
        FlowFileKind.PromptFlow => Foreign("an Azure Prompt Flow flow", "Azure Prompt Flow 플로우"),
        FlowFileKind.LangGraph => Foreign("a LangGraph graph", "LangGraph 그래프"),
        _ => LocalText.Of($"This is no flow file that FlowBuilder knows. {HowToEnglish}", $"FlowBuilder에서 열 수 있는 플로우 파일이 아닙니다. {HowToKorean}"),
    };

    private static LocalText Foreign(string english, string korean) => LocalText.Of(
        $"This is {english}, which cannot be imported. Build its steps as a new flow here, or choose a JSON file that was exported from FlowBuilder.",
        $"{korean}입니다. 이 형식은 가져올 수 없습니다. 같은 단계를 새 플로우로 만들거나, {HowToKorean}");
}
