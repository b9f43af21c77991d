namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What a command is about; the sheet of shortcuts shows one list for each, in this order.</summary>
internal enum CommandGroup
{
    /// <summary>Adding to the flow.</summary>
    Add,

    /// <summary>Changing what is there.</summary>
    Edit,

    /// <summary>Putting things in order.</summary>
    Arrange,

    /// <summary>Running.</summary>
    Run,

    /// <summary>Finding one's way.</summary>
    Find,

    /// <summary>Moving about.</summary>
    View,

    /// <summary>Giving to others, and comparing.</summary>
    Share,
}
