using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>What is wrong with a flow file.</summary>
/// <param name="Valid">Whether it can be stored.</param>
/// <param name="Runnable">Whether it can run.</param>
/// <param name="Problems">Everything that is wrong with it.</param>
internal sealed record FlowValidation(bool Valid, bool Runnable, IReadOnlyList<ProblemItem> Problems);
