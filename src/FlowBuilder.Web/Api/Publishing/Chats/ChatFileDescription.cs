namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>A file that a flow takes with a message.</summary>
/// <param name="Title">What it is.</param>
/// <param name="IsImage">Whether it must be a picture (PNG, JPEG, GIF or WebP).</param>
internal sealed record ChatFileDescription(string Title, bool IsImage);
