namespace FlowBuilder.Interchange;

/// <summary>The signs by which each builder's YAML is known.</summary>
internal static class YamlSigns
{
    private const int LongestRead = 16 * 1024 * 1024;

    private static readonly string[] PromptFlowTypes = ["llm", "python", "prompt", "custom_llm"];

    /// <summary>Which builder's file a YAML text is.</summary>
    public static FlowFileKind KindOf(string text)
    {
        if (text.Length > LongestRead || YamlOutline.Of(text) is not { } file) return FlowFileKind.Unknown;
        if (IsDify(file)) return FlowFileKind.Dify;
        return IsPromptFlow(file) ? FlowFileKind.PromptFlow : FlowFileKind.Unknown;
    }

    private static bool IsDify(YamlOutline file) =>
        file.Values("kind") is ["app"] && file.Has("app") && (file.Has("workflow") || file.Has("model_config"));

    private static bool IsPromptFlow(YamlOutline file) =>
        file.Has("nodes")
        && (file.Values("$schema").Any(schema => schema.Contains("promptflow", StringComparison.OrdinalIgnoreCase))
            || (file.Has("nodes[].inputs") && file.Values("nodes[].type").Any(PromptFlowTypes.Contains)));
}
