using System.Collections.Immutable;
using FlowBuilder.Web.Gallery;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What gives the flow to others, and compares it with what they gave back.</summary>
internal static class ShareCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        Make("publish", "publish", AtOnce(screen => screen.Show(new Overlay.Publish()))),
        Make("publishPage", "history", AtOnce(screen => screen.GoesTo($"/flows/{screen.Bench.Session.FlowId}/publish"))),
        Make("flowBudget", "gauge", AtOnce(screen => screen.Show(new Overlay.FlowBudget()))),
        Make("downloadFile", "download", screen => screen.DownloadAsync(DownloadForm.File)),
        Make("downloadBundle", "bundle", screen => screen.DownloadAsync(DownloadForm.Bundle)),
        Make("downloadKnowledge", "knowledge", screen => screen.DownloadAsync(DownloadForm.BundleWithKnowledge)),
        Make("saveTemplate", "star", AtOnce(screen => screen.Show(new Overlay.SaveTemplate()))),
        Make("browseTemplates", "search", AtOnce(screen => screen.GoesTo(GalleryAddress.Root))),
        Make("savePicture", "image", AtOnce(screen => screen.Show(new Overlay.SavePicture()))),
        Make("compareFile", "compare", AtOnce(screen => screen.Show(new Overlay.Compare()))),
    ];

    private static EditorCommand Make(string id, string icon, Func<EditorScreen, Task> act) =>
        new() { Id = id, Group = CommandGroup.Share, Icon = icon, DoAsync = act };
}
