using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Gallery;
using static FlowBuilder.Web.Components.Editor.Commands.EditorCommand;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What gives the flow to others, and compares it with what they gave back.</summary>
internal static class ShareCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        Make("publish", "publish", AccessLevel.Edit, AtOnce(screen => screen.Show(new Overlay.Publish()))),
        Make("publishPage", "history", AccessLevel.View, AtOnce(screen => screen.GoesTo($"/flows/{screen.Bench.Session.FlowId}/publish"))),
        Make("flowBudget", "gauge", AccessLevel.Edit, AtOnce(screen => screen.Show(new Overlay.FlowBudget()))),
        Make("downloadFile", "download", AccessLevel.View, screen => screen.DownloadAsync(DownloadForm.File)),
        Make("downloadBundle", "bundle", AccessLevel.View, screen => screen.DownloadAsync(DownloadForm.Bundle)),
        Make("downloadKnowledge", "knowledge", AccessLevel.View, screen => screen.DownloadAsync(DownloadForm.BundleWithKnowledge)),
        Make("saveTemplate", "star", AccessLevel.View, AtOnce(screen => screen.Show(new Overlay.SaveTemplate())), AccountRole.Editor),
        Make("browseTemplates", "search", AccessLevel.View, AtOnce(screen => screen.GoesTo(GalleryAddress.Root))),
        Make("savePicture", "image", AccessLevel.View, AtOnce(screen => screen.Show(new Overlay.SavePicture()))),
        Make("compareFile", "compare", AccessLevel.View, AtOnce(screen => screen.Show(new Overlay.Compare()))),
    ];

    private static EditorCommand Make(string id, string icon, AccessLevel needs, Func<EditorScreen, Task> act, AccountRole role = AccountRole.Viewer) =>
        new() { Id = id, Group = CommandGroup.Share, Icon = icon, Needs = needs, NeedsRole = role, DoAsync = act };
}
