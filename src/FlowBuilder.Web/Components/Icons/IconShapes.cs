namespace FlowBuilder.Web.Components.Icons;

/// <summary>The program's icons: paths on a grid of 16 pixels, drawn with a round stroke of 1.8. Own drawings.</summary>
internal static class IconShapes
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        // actions
        ["actualSize"] = "M2.5 3.5h11v9h-11zM5.5 6.2v3.8M10.5 6.2v3.8M8 7v.1M8 9.6v.1",
        ["alert"] = "M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1",
        ["alignBottom"] = "M2.5 13.5h11M4 3.5h3v7.5H4zM9.5 6.5h3V11h-3z",
        ["alignCenter"] = "M8 2v12M4 4h8v2.8H4zM5.5 9.2h5V12h-5z",
        ["alignLeft"] = "M2.5 2.5v11M5 4h7.5v2.8H5zM5 9.2h4.5V12H5z",
        ["alignMiddle"] = "M2 8h12M4 3.5h2.8v9H4zM9.2 5.5H12v5H9.2z",
        ["alignRight"] = "M13.5 2.5v11M3.5 4H11v2.8H3.5zM6.5 9.2H11V12H6.5z",
        ["alignTop"] = "M2.5 2.5h11M4 5h3v7.5H4zM9.5 5h3v4.5h-3z",
        ["arrowDown"] = "M8 3v10M4 9l4 4 4-4",
        ["arrowLeft"] = "M13 8H3M7 4 3 8l4 4",
        ["arrowRight"] = "M3 8h10M9 4l4 4-4 4",
        ["arrowUp"] = "M8 13V3M4 7l4-4 4 4",
        ["back"] = "M13 8H3M7 4 3 8l4 4",
        ["branch"] = "M2 8h3.5c2 0 2.5-4.5 4.5-4.5h3.5M5.5 8c2 0 2.5 4.5 4.5 4.5h3.5M11.5 1.5l2 2-2 2M11.5 10.5l2 2-2 2",
        ["cached"] = "M9 2 4 9h3.5L7 14l5-7H8.5z",
        ["check"] = "M3 8.5 6.2 11.5 13 4.8",
        ["chevron"] = "M6 3.5 10.5 8 6 12.5",
        ["clock"] = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11M8 5v3.2l2 1.6",
        ["close"] = "M4 4 12 12M12 4 4 12",
        ["cloud"] = "M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7a2.8 2.8 0 0 1-.5 5.5z",
        ["command"] = "M3 4.5 6.5 8 3 11.5M8 11.8h5",
        ["copy"] = "M5.5 5.5h7.5v8H5.5zM3 10.5v-8h7.5",
        ["down"] = "M4 6l4 4 4-4",
        ["cut"] = "M4.4 2.5 11 10.5M11.6 2.5 5 10.5M4 10a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6M12 10a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6",
        ["distributeAcross"] = "M2.5 2.5v11M13.5 2.5v11M6.2 4.5h3.6v7H6.2z",
        ["distributeDown"] = "M2.5 2.5h11M2.5 13.5h11M4.5 6.2h7v3.6h-7z",
        ["download"] = "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.2h10",
        ["duplicate"] = "M5.5 5.5h8v8h-8zM3 10.5v-8h7.5M9.5 7.5v4M7.5 9.5h4",
        ["edit"] = "M3 13l.7-3L10.5 3.2 12.8 5.5 6 12.3zM9 4.7 11.3 7",
        ["error"] = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11M8 5.2v3.3M8 10.8v.1",
        ["eye"] = "M1.8 8C3.4 5.2 5.5 3.8 8 3.8S12.6 5.2 14.2 8C12.6 10.8 10.5 12.2 8 12.2S3.4 10.8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 1 0 0-3.6",
        ["first"] = "M11.5 4 7.5 8l4 4M4.5 4v8",
        ["fit"] = "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
        ["globe"] = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11M2.5 8h11M8 2.5c3 3.4 3 7.6 0 11-3-3.4-3-7.6 0-11",
        ["history"] = "M2.8 8a5.2 5.2 0 1 1 1.7 3.8M2.8 4.4V8h3.4M8 5.4V8.2l2 1.3",
        ["info"] = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11M8 7.4v3.4M8 5.1v.1",
        ["last"] = "M4.5 4l4 4-4 4M11.5 4v8",
        ["left"] = "M10 3.5 5.5 8 10 12.5",
        ["keyboard"] = "M1.8 4h12.4v8H1.8zM4.2 6.6h.1M6.7 6.6h.1M9.2 6.6h.1M11.7 6.6h.1M5 9.4h6",
        ["logo"] = "M3 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4M13 1.5a2 2 0 1 0 0 4 2 2 0 1 0 0-4M13 10.5a2 2 0 1 0 0 4 2 2 0 1 0 0-4M4.8 7.2 11.1 4.3M4.8 8.8l6.3 2.9",
        ["minus"] = "M3 8h10",
        ["monitor"] = "M2.5 3.5h11v7h-11zM5.5 13.2h5M8 10.5v2.7",
        ["moon"] = "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z",
        ["more"] = "M3.2 8v.1M8 8v.1M12.8 8v.1",
        ["pin"] = "M5.5 2.5h5M6.2 2.5l-.4 4.3L4 9h8l-1.8-2.2-.4-4.3M8 9v4.5",
        ["note"] = "M3 3h10v6.5L9.5 13H3zM13 9.5H9.5V13M5.5 5.8h5M5.5 8.2h2.5",
        ["panelClose"] = "M2.5 3h11v10h-11zM6 3v10M11 6 9 8l2 2",
        ["panelOpen"] = "M2.5 3h11v10h-11zM6 3v10M9 6l2 2-2 2",
        ["paste"] = "M5.5 3.5H3.8v10h8.4v-10h-1.7M5.5 2.5h5v2.2h-5zM6 8h4M6 10.6h4",
        ["play"] = "M4.5 3v10l8-5z",
        ["plug"] = "M6 2v3M10 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14",
        ["plus"] = "M8 3v10M3 8h10",
        ["redo"] = "M13 6.5H6.5a3.3 3.3 0 0 0 0 6.6H9M10.2 3.5 13.2 6.5 10.2 9.5",
        ["refresh"] = "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
        ["run-from"] = "M2.8 3v10M6 3.2v9.6L13.5 8z",
        ["run-one"] = "M8 2a6 6 0 1 0 0 12 6 6 0 1 0 0-12M6.6 5.4v5.2L10.8 8z",
        ["search"] = "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.5 10.5l3 3",
        ["selectAll"] = "M2.5 5v-2.5H5M7 2.5h2M11 2.5h2.5V5M13.5 7v2M13.5 11v2.5H11M9 13.5H7M5 13.5H2.5V11M2.5 9V7M5.5 5.5h5v5h-5z",
        ["skip"] = "M3 3.5v9L9.5 8zM12.5 3.5v9",
        ["star"] = "M8 2.2 9.8 6 14 6.5l-3.1 2.9.8 4.2L8 11.6l-3.7 2 .8-4.2L2 6.5 6.2 6z",
        ["stop"] = "M4 4h8v8H4z",
        ["sun"] = "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 1 0 0-5.6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
        ["trash"] = "M2.8 4.5h10.4M6 4.5V2.8h4v1.7M4.2 4.5l.6 8.7h6.4l.6-8.7M6.8 7v4M9.2 7v4",
        ["undo"] = "M3 6.5h6.5a3.3 3.3 0 0 1 0 6.6H7M5.8 3.5 2.8 6.5 5.8 9.5",
        ["unknown"] = "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.6M8 12.4v.1",
        ["unwire"] = "M2 4h2.2c1.2 0 2 .5 2.5 1.2M14 12h-2.2c-1.2 0-2-.5-2.5-1.2M9.8 4.2 6.2 11.8M2 2.8v2.4M14 10.8v2.4",
        ["up"] = "M8 13V3M4 7l4-4 4 4",
        ["upload"] = "M8 10.5V3M4.8 6 8 2.8 11.2 6M3 13.2h10",
        ["wire"] = "M2.5 4h2c5 0 2 8 7 8h2M2.5 2.8v2.4M13.5 10.8v2.4",
        ["zoomSelection"] = "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z",

        // kinds of nodes
        ["agent"] = "M3 5.5h10v7H3zM8 5.5V2.8M6 8.8v.1M10 8.8v.1M1.5 8v2M14.5 8v2",
        ["boolean"] = "M5 4.5h6a3.5 3.5 0 0 1 0 7H5a3.5 3.5 0 0 1 0-7M11 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 1 0 0-2.6",
        ["chat"] = "M2.5 3.5h11v7.5H7.5l-3 2.5V11h-2z",
        ["choice"] = "M3 4.2h.1M3 8h.1M3 11.8h.1M6 4.2h7M6 8h7M6 11.8h7",
        ["document"] = "M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M5.8 8.2h4.4M5.8 10.8h4.4",
        ["file"] = "M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3",
        ["image"] = "M2.5 3h11v10h-11zM2.8 11.2 6 8l2.5 2.5L10.5 8.5l2.8 2.7M10.3 5.6v.1",
        ["json"] = "M6 2.5c-2 0-2 .8-2 2.6S3.6 8 2.5 8c1.1 0 1.5 1.1 1.5 2.9s0 2.6 2 2.6M10 2.5c2 0 2 .8 2 2.6s.4 2.9 1.5 2.9c-1.1 0-1.5 1.1-1.5 2.9s0 2.6-2 2.6",
        ["knowledge"] = "M2.5 3.5c2-.8 4-.6 5.5.6 1.5-1.2 3.5-1.4 5.5-.6v9c-2-.8-4-.6-5.5.6-1.5-1.2-3.5-1.4-5.5-.6zM8 4.1v9",
        ["loop"] = "M11.2 2.2 13.4 4.4 11.2 6.6M13.2 4.4H6A3.6 3.6 0 0 0 2.6 8M4.8 13.8 2.6 11.6 4.8 9.4M2.8 11.6H10A3.6 3.6 0 0 0 13.4 8",
        ["merge"] = "M2.5 3.5H5c2.5 0 2.5 4.5 5 4.5h3.5M2.5 12.5H5c2.5 0 2.5-4.5 5-4.5M11.3 5.8 13.5 8l-2.2 2.2",
        ["model"] = "M8 2.2 9.7 6.3 13.8 8 9.7 9.7 8 13.8 6.3 9.7 2.2 8l4.1-1.7z",
        ["node"] = "M3 4.5h10v7H3zM1.2 8H3M13 8h1.8",
        ["number"] = "M6.2 2.8 4.8 13.2M11.2 2.8 9.8 13.2M3 6.2h10.5M2.5 9.8H13",
        ["prompt"] = "M3 4h10M3 8h10M3 12h6",
        ["result"] = "M2.5 8h7.5M7 4.8 10.2 8 7 11.2M13.3 3.2v9.6",
        ["split"] = "M4.5 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 1 0 0-3.4M4.5 9.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 1 0 0-3.4M6 5.5 13.5 12M6 10.5 13.5 4",
        ["text"] = "M3 4.5v-1.5h10v1.5M8 3v10M6 13h4",
        ["tool"] = "M13.2 4.6a3.4 3.4 0 0 1-4.4 4.2L4.9 12.7a1.4 1.4 0 0 1-2-2L6.8 6.8a3.4 3.4 0 0 1 4.2-4.4L9 4.4l.4 1.8 1.8.4z",
        ["transform"] = "M2.5 5h8M8 2.5 10.5 5 8 7.5M13.5 11h-8M8 8.5 5.5 11 8 13.5",
        ["vector"] = "M3 13V3M3 13h10M3 13 11 5M8 4.5h3.5V8",
    };

    // What node types call an icon, where that is another word for one of the drawings above.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["time"] = "clock",
        ["http"] = "globe",
        ["web"] = "globe",
        ["condition"] = "branch",
        ["template"] = "prompt",
        ["message"] = "chat",
        ["documents"] = "document",
        ["load"] = "document",
        ["output"] = "result",
        ["find"] = "search",
        ["sparkle"] = "model",
        ["list"] = "choice",
        ["code"] = "json",
        ["repeat"] = "loop",
        ["file-text"] = "document",
        ["scissors"] = "split",
    };

    /// <summary>Every icon's name.</summary>
    public static IReadOnlyCollection<string> Names => Paths.Keys;

    /// <summary>The path of an icon; for a name that nobody drew, that of a plain node.</summary>
    public static string PathOf(string name) =>
        Paths.TryGetValue(name, out var path) || (Synonyms.TryGetValue(name, out var other) && Paths.TryGetValue(other, out path))
            ? path
            : Paths["node"];
}
