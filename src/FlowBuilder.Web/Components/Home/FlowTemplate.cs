using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Components.Home;

/// <summary>A flow to start from.</summary>
/// <param name="Id">Its file's name without extension.</param>
/// <param name="Flow">The flow, in the language of the page.</param>
/// <param name="NeedsModel">Whether it needs a model other than the built-in one.</param>
public sealed record FlowTemplate(string Id, Flow Flow, bool NeedsModel)
{
    /// <summary>What it is called.</summary>
    public string Name => Flow.Name;

    /// <summary>What it does.</summary>
    public string Description => Flow.Description;
}
