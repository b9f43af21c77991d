using System.Collections.Immutable;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Gallery;

/// <summary>What the operator's folder holds.</summary>
/// <param name="Templates">The templates, in every language that there is of them.</param>
/// <param name="Broken">The files that are none, with what is wrong.</param>
internal sealed record OwnTemplateList(ImmutableArray<FlowTemplate> Templates, ImmutableArray<BrokenTemplate> Broken);
