using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Hosting;

/// <summary>A flow that comes with the program, to begin with.</summary>
/// <param name="Id">The name of its file without ending, the same in every language.</param>
/// <param name="Language">The language of its texts, as an ISO 639-1 code.</param>
/// <param name="Flow">The flow.</param>
internal sealed record FlowTemplate(string Id, string Language, Flow Flow);
