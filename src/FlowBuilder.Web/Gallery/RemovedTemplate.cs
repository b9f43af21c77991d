using System.Collections.Immutable;

namespace FlowBuilder.Web.Gallery;

/// <summary>A template that was removed, as it was, so that it can be put back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Files">Where its files lay and what was in them, one for each language.</param>
internal sealed record RemovedTemplate(string Id, ImmutableArray<(string Path, byte[] Content)> Files);
