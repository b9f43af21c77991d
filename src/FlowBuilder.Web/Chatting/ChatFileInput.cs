namespace FlowBuilder.Web.Chatting;

/// <summary>An input of a flow that takes a file with a message.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Title">What its node is called.</param>
/// <param name="IsImage">Whether it takes pictures only.</param>
internal sealed record ChatFileInput(string Name, string Title, bool IsImage)
{
    /// <summary>Whether a file may go here, by what the browser says it is.</summary>
    public bool Takes(string mediaType) => !IsImage || mediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";
}
