using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Providers.Connections;

/// <summary>The providers that the connect dialog offers, in its order.</summary>
public static class ProviderPresets
{
    /// <summary>Every preset.</summary>
    public static IReadOnlyList<ProviderPreset> All { get; } =
    [
        new()
        {
            Id = "openai", Name = "OpenAI", Kind = ConnectionKind.OpenAI, BaseUrl = "https://api.openai.com/v1",
            KeyPage = new Uri("https://platform.openai.com/api-keys"),
            Models = ["gpt-4.1-mini", "gpt-4.1", "gpt-5-mini", "gpt-5"],
            Description = LocalText.Of("GPT models, straight from OpenAI.", "OpenAI가 직접 제공하는 GPT 모델입니다."),
        },
        new()
        {
            Id = "anthropic", Name = "Anthropic", Kind = ConnectionKind.Anthropic, BaseUrl = "https://api.anthropic.com",
            KeyPage = new Uri("https://console.anthropic.com/settings/keys"),
            Models = ["claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-5"],
            Description = LocalText.Of("Claude models, straight from Anthropic.", "Anthropic이 직접 제공하는 Claude 모델입니다."),
        },
        new()
        {
            Id = "azure-openai", Name = "Azure OpenAI", Kind = ConnectionKind.AzureOpenAI,
            BaseUrl = "https://RESOURCE.openai.azure.com/openai/v1", MustEditBaseUrl = true,
            KeyPage = new Uri("https://portal.azure.com"),
            Description = LocalText.Of(
                "OpenAI models in your own Azure resource. Put your resource's name into the address; a model's name is that of your deployment.",
                "내 Azure 리소스에 배포한 OpenAI 모델입니다. 주소에 리소스 이름을 넣으세요. 모델 이름에는 배포 이름을 적습니다."),
        },
        new()
        {
            Id = "google", Name = "Google Gemini", Kind = ConnectionKind.OpenAI,
            BaseUrl = "https://generativelanguage.googleapis.com/v1beta/openai",
            KeyPage = new Uri("https://aistudio.google.com/apikey"),
            Models = ["gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.5-flash-lite"],
            Description = LocalText.Of(
                "Gemini models through Google's OpenAI-compatible address.", "Google의 OpenAI 호환 주소로 쓰는 Gemini 모델입니다."),
        },
        new()
        {
            Id = "mistral", Name = "Mistral", Kind = ConnectionKind.OpenAI, BaseUrl = "https://api.mistral.ai/v1",
            KeyPage = new Uri("https://console.mistral.ai/api-keys"),
            Models = ["mistral-small-latest", "mistral-large-latest"],
            Description = LocalText.Of("Mistral's models, hosted in Europe.", "유럽에서 운영되는 Mistral 모델입니다."),
        },
        new()
        {
            Id = "groq", Name = "Groq", Kind = ConnectionKind.OpenAI, BaseUrl = "https://api.groq.com/openai/v1",
            KeyPage = new Uri("https://console.groq.com/keys"),
            Models = ["llama-3.3-70b-versatile", "llama-3.1-8b-instant"],
            Description = LocalText.Of("Open models, served very fast.", "오픈 모델을 매우 빠르게 제공합니다."),
        },
        new()
        {
            Id = "openrouter", Name = "OpenRouter", Kind = ConnectionKind.OpenAI, BaseUrl = "https://openrouter.ai/api/v1",
            KeyPage = new Uri("https://openrouter.ai/settings/keys"),
            Description = LocalText.Of(
                "Hundreds of models of many makers behind one key.", "여러 회사의 모델 수백 개를 키 하나로 사용합니다."),
        },
        new()
        {
            Id = "databricks", Name = "Databricks", Kind = ConnectionKind.OpenAI,
            BaseUrl = "https://WORKSPACE.cloud.databricks.com/serving-endpoints", MustEditBaseUrl = true,
            KeyPage = new Uri("https://docs.databricks.com/aws/en/dev-tools/auth/pat"),
            Description = LocalText.Of(
                "Models served in your Databricks workspace. Put your workspace's host into the address; a model's name is that of its serving endpoint.",
                "내 Databricks 작업 영역에서 서빙하는 모델입니다. 주소에 작업 영역 호스트를 넣으세요. 모델 이름에는 서빙 엔드포인트 이름을 적습니다."),
        },
        new()
        {
            Id = "huggingface", Name = "Hugging Face", Kind = ConnectionKind.OpenAI, BaseUrl = "https://router.huggingface.co/v1",
            KeyPage = new Uri("https://huggingface.co/settings/tokens"),
            Description = LocalText.Of(
                "Open models through Hugging Face's inference providers.", "Hugging Face의 추론 서비스로 쓰는 오픈 모델입니다."),
        },
        Local("ollama", "Ollama", "http://127.0.0.1:11434/v1", "Models on this computer with Ollama; no key is needed.",
            "이 컴퓨터에서 Ollama로 실행하는 모델입니다. 키가 필요 없습니다."),
        Local("lm-studio", "LM Studio", "http://127.0.0.1:1234/v1", "Models on this computer with LM Studio; start its local server first.",
            "이 컴퓨터에서 LM Studio로 실행하는 모델입니다. 먼저 로컬 서버를 켜세요."),
        Local("vllm", "vLLM", "http://127.0.0.1:8000/v1", "Models on a server of your own with vLLM.",
            "직접 운영하는 vLLM 서버의 모델입니다.") with { MustEditBaseUrl = true },
        new()
        {
            Id = "openai-compatible", Name = "OpenAI-compatible", Kind = ConnectionKind.OpenAI,
            MustEditBaseUrl = true, NeedsKey = false,
            Description = LocalText.Of(
                "Any other server that speaks OpenAI's protocol. Its address usually ends in /v1.",
                "OpenAI 프로토콜을 지원하는 그 밖의 서버입니다. 주소는 대개 /v1로 끝납니다."),
        },
    ];

    /// <summary>The preset of that id, or null.</summary>
    public static ProviderPreset? Find(string id) => All.FirstOrDefault(preset => preset.Id == id);

    private static ProviderPreset Local(string id, string name, string address, string english, string korean) => new()
    {
        Id = id,
        Name = name,
        Kind = ConnectionKind.OpenAI,
        BaseUrl = address,
        NeedsKey = false,
        Description = LocalText.Of(english, korean),
    };
}
