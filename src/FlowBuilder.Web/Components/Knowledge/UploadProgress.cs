namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>How far this window is with the files that it sends to a knowledge base (wwwroot/js/knowledge/uploads.js).</summary>
/// <param name="Done">How many have arrived.</param>
/// <param name="Total">How many there are, without those refused.</param>
/// <param name="SentBytes">Bytes that have been sent.</param>
/// <param name="TotalBytes">Bytes of all of them.</param>
/// <param name="Active">Those on their way.</param>
/// <param name="Waiting">How many have not begun.</param>
/// <param name="RefusedCount">How many did not get through.</param>
/// <param name="Refused">The first of those.</param>
public sealed record UploadProgress(
    int Done,
    int Total,
    long SentBytes,
    long TotalBytes,
    IReadOnlyList<UploadingFile> Active,
    int Waiting,
    int RefusedCount,
    IReadOnlyList<RefusedUpload> Refused)
{
    /// <summary>Whether something is on its way.</summary>
    public bool IsBusy => Active.Count + Waiting > 0;

    /// <summary>From 0 to 100.</summary>
    public int Percent => TotalBytes == 0 ? 100 : (int)(SentBytes * 100 / TotalBytes);
}
