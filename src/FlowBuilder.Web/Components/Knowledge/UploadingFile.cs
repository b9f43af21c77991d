namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>A file on its way into a knowledge base.</summary>
/// <param name="Id">Its number in this window.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sent">Its bytes that have been sent.</param>
public sealed record UploadingFile(int Id, string Name, long Size, long Sent)
{
    /// <summary>From 0 to 100.</summary>
    public int Percent => Size == 0 ? 100 : (int)(Sent * 100 / Size);
}
