namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Asks for a new secret; an empty object has one made.</summary>
internal sealed record RotateBody
{
    /// <summary>A secret that the other side has made, or null.</summary>
    public string? Secret { get; init; }
}
