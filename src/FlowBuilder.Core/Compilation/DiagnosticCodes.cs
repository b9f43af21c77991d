namespace FlowBuilder.Core.Compilation;

/// <summary>The codes of flow diagnostics. Each is listed in docs/diagnostics.md with what to do, and is never reused.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file is larger than a flow may be.</summary>
    public const string FileTooLarge = "file.too-large";

    /// <summary>The file is UTF-16 or UTF-32.</summary>
    public const string FileUtf16 = "file.utf-16";

    /// <summary>The file is not UTF-8 and looks like CP949, the older Korean encoding.</summary>
    public const string FileCp949 = "file.cp949";

    /// <summary>The file has bytes that are not UTF-8.</summary>
    public const string FileNotUtf8 = "file.not-utf-8";

    /// <summary>The file is empty, broken off, or not JSON.</summary>
    public const string FileNotJson = "file.not-json";

    /// <summary>Objects and lists nest too deep.</summary>
    public const string FileTooDeep = "file.too-deep";

    /// <summary>An object has two members of one name.</summary>
    public const string FileDuplicateKey = "file.duplicate-key";

    /// <summary>A text holds half of a surrogate pair.</summary>
    public const string FileLoneSurrogate = "file.lone-surrogate";

    /// <summary>The JSON is not a flow of this program.</summary>
    public const string FileNotAFlow = "file.not-a-flow";

    /// <summary>The flow is in a version of the format that this program does not read.</summary>
    public const string FileOtherVersion = "file.other-version";

    /// <summary>There are more problems than are listed.</summary>
    public const string MoreProblems = "file.more-problems";

    /// <summary>A member has a value of another kind than it needs.</summary>
    public const string MemberWrongType = "member.wrong-type";

    /// <summary>A member has the right kind of value, but not one that is allowed.</summary>
    public const string MemberWrongValue = "member.wrong-value";

    /// <summary>A member that must be there is not.</summary>
    public const string MemberMissing = "member.missing";

    /// <summary>An unknown member differs from a known one in upper and lower case only.</summary>
    public const string MemberCase = "member.case";

    /// <summary>A place or size was not a number or out of bounds, and was replaced.</summary>
    public const string PlaceAdjusted = "place.adjusted";

    /// <summary>There are more nodes than a flow may have.</summary>
    public const string LimitNodes = "limit.nodes";

    /// <summary>There are more edges than a flow may have.</summary>
    public const string LimitEdges = "limit.edges";

    /// <summary>A setting is larger than it may be.</summary>
    public const string LimitSetting = "limit.setting";

    /// <summary>A name, title, tag, description or note is longer than it may be.</summary>
    public const string LimitText = "limit.text";

    /// <summary>Flows run flows over more levels than are allowed.</summary>
    public const string LimitLevels = "limit.levels";

    /// <summary>A node's id has not the form of one.</summary>
    public const string NodeIdForm = "node.id-form";

    /// <summary>Two nodes have one id.</summary>
    public const string NodeDuplicateId = "node.duplicate-id";

    /// <summary>A node is of a type that is not known here.</summary>
    public const string NodeUnknownType = "node.unknown-type";

    /// <summary>A node was made by a newer program.</summary>
    public const string NodeNewerVersion = "node.newer-version";

    /// <summary>A node's older settings could not be brought to the present version.</summary>
    public const string NodeNotUpgraded = "node.not-upgraded";

    /// <summary>A node's type could not be set up on this host; the program's log has the detail.</summary>
    public const string NodeNotMade = "node.not-made";

    /// <summary>A node has no edge at all.</summary>
    public const string NodeAlone = "node.alone";

    /// <summary>A note's id has not the form of one.</summary>
    public const string NoteIdForm = "note.id-form";

    /// <summary>Two notes have one id.</summary>
    public const string NoteDuplicateId = "note.duplicate-id";

    /// <summary>An edge's end is not written <c>node-id.port-id</c>.</summary>
    public const string EdgeAddressForm = "edge.address-form";

    /// <summary>An edge's end names a node that is not there.</summary>
    public const string EdgeDangling = "edge.dangling";

    /// <summary>An edge's end names a port that its node has not.</summary>
    public const string EdgeUnknownPort = "edge.unknown-port";

    /// <summary>An edge begins at the flow's own result.</summary>
    public const string EdgeHiddenPort = "edge.hidden-port";

    /// <summary>An edge begins at an input or ends at an output.</summary>
    public const string EdgeDirection = "edge.direction";

    /// <summary>An edge's values do not fit where they go.</summary>
    public const string EdgeType = "edge.type";

    /// <summary>Several edges end at an input that takes one.</summary>
    public const string EdgePortTaken = "edge.port-taken";

    /// <summary>Two edges connect the same ports.</summary>
    public const string EdgeDuplicate = "edge.duplicate";

    /// <summary>An edge leads from a node to itself.</summary>
    public const string EdgeSelf = "edge.self";

    /// <summary>Edges form a cycle.</summary>
    public const string FlowCycle = "flow.cycle";

    /// <summary>There is no node.</summary>
    public const string FlowNoNodes = "flow.no-nodes";

    /// <summary>No node gives a result.</summary>
    public const string FlowNoOutput = "flow.no-output";

    /// <summary>Two inputs of the flow have one name.</summary>
    public const string FlowDuplicateInput = "flow.duplicate-input";

    /// <summary>Two results of the flow have one name.</summary>
    public const string FlowDuplicateOutput = "flow.duplicate-output";

    /// <summary>A required input has no edge.</summary>
    public const string InputNotConnected = "input.not-connected";

    /// <summary>A number of a node's policy is out of range.</summary>
    public const string PolicyOutOfRange = "policy.out-of-range";

    /// <summary>A node should give a fallback value and has none.</summary>
    public const string PolicyNoFallback = "policy.no-fallback";

    /// <summary>A number of a budget is out of range.</summary>
    public const string BudgetOutOfRange = "budget.out-of-range";

    /// <summary>A setting that must be filled in is empty.</summary>
    public const string SettingMissing = "setting.missing";

    /// <summary>A setting has a value of another kind than it needs.</summary>
    public const string SettingWrongType = "setting.wrong-type";

    /// <summary>A setting's number is out of range.</summary>
    public const string SettingOutOfRange = "setting.out-of-range";

    /// <summary>A setting's text is too long.</summary>
    public const string SettingTooLong = "setting.too-long";

    /// <summary>A file kept in a setting is damaged: its content is not Base64.</summary>
    public const string SettingNotBase64 = "setting.not-base64";

    /// <summary>A node has a setting that its type does not know.</summary>
    public const string SettingUnknown = "setting.unknown";
}
