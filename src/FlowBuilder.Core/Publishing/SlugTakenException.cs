namespace FlowBuilder.Core.Publishing;

/// <summary>There is an endpoint of that name already.</summary>
/// <param name="slug">The name.</param>
public sealed class SlugTakenException(string slug) : Exception($"The slug '{slug}' is taken.")
{
    /// <summary>The name.</summary>
    public string Slug { get; } = slug;
}
