namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>A file that did not get into a knowledge base.</summary>
/// <param name="Id">Its number in this window.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Code"><c>too-large</c>, <c>empty</c>, <c>connection</c>, or the code that the program answered with.</param>
/// <param name="Detail">What the program answered; empty where it was not asked.</param>
public sealed record RefusedUpload(int Id, string Name, long Size, string Code, string Detail)
{
    /// <summary>Whether sending it once more may help.</summary>
    public bool MayRetry => Code is not ("too-large" or "empty" or "documents.too-large");
}
