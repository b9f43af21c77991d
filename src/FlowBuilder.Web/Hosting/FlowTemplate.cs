using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Web.Hosting;

/// <summary>A flow to begin with: one that comes with the program, or one of the operator's own.</summary>
/// <param name="Id">The name of its file without ending, the same in every language.</param>
/// <param name="Language">The language of its texts, as an ISO 639-1 code.</param>
/// <param name="Flow">The flow.</param>
public sealed record FlowTemplate(string Id, string Language, Flow Flow)
{
    /// <summary>Whether it lies in the operator's folder.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The flow with those that it brings along to run.</summary>
    public FlowBundle Bundle { get => field ?? new FlowBundle([new BundledFlow("", Flow)]); init; }
}
