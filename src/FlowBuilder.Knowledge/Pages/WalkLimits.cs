namespace FlowBuilder.Knowledge.Pages;

/// <summary>How far links are followed from the pages that were named.</summary>
/// <param name="Pages">The most pages in all.</param>
/// <param name="Depth">How many links a page may lie away from one that was named; 0 follows none.</param>
/// <param name="OnlyBelow">Whether only pages in the folder of the page that was named, or below it, are followed.</param>
internal sealed record WalkLimits(int Pages, int Depth, bool OnlyBelow);
