using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>A whole answer as OpenAI writes it.</summary>
internal static class ChatCompletion
{
    /// <summary>The id of the answer of a run.</summary>
    public static string IdOf(string runId) => $"chatcmpl-{runId}";

    /// <summary>The answer.</summary>
    /// <param name="ended">The run.</param>
    /// <param name="model">The endpoint's slug.</param>
    public static object Of(EndedRun ended, string model) => new
    {
        id = IdOf(ended.Run.Id),
        @object = "chat.completion",
        created = ended.Snapshot.StartedAt.ToUnixTimeSeconds(),
        model,
        choices = new[]
        {
            new
            {
                index = 0,
                message = new { role = "assistant", content = ended.Text, refusal = (string?)null },
                logprobs = (object?)null,
                finish_reason = "stop",
            },
        },
        usage = UsageOf(ended.Usage),
        system_fingerprint = FingerprintOf(ended.Run.Version.Version.Number),
    };

    /// <summary>What calls to models used.</summary>
    public static object UsageOf(TokenUsage usage) => new
    {
        prompt_tokens = usage.InputTokens,
        completion_tokens = usage.OutputTokens,
        total_tokens = usage.InputTokens + usage.OutputTokens,
    };

    /// <summary>Names the version of the flow that answered.</summary>
    public static string FingerprintOf(int version) => $"fp_v{version}";
}
