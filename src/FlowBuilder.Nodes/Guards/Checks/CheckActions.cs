namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>Between what a check may do and what guards do.</summary>
internal static class CheckActions
{
    /// <summary>The same action among all of them.</summary>
    public static GuardAction ToGuard(CheckAction action) => action switch
    {
        CheckAction.Block => GuardAction.Block,
        CheckAction.Warn => GuardAction.Warn,
        _ => GuardAction.Route,
    };
}
