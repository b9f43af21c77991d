namespace FlowBuilder.Web.Api.Flows;

/// <summary>A bundle that was stored.</summary>
/// <param name="Id">The id of the flow that it is about.</param>
/// <param name="Flows">Every flow of it, that one first, under the ids that they have here.</param>
/// <param name="Warnings">What is worth knowing of the flows, with its places.</param>
internal sealed record BundleStored(string Id, IReadOnlyList<BundleStored.Item> Flows, IReadOnlyList<Problems.ProblemItem> Warnings)
{
    /// <summary>A flow of the bundle.</summary>
    /// <param name="Id">Its id here.</param>
    /// <param name="FormerId">Its id where it came from.</param>
    /// <param name="Name">What it is called.</param>
    internal sealed record Item(string Id, string FormerId, string Name);
}
