namespace FlowBuilder.Core.Nodes;

/// <summary>A node type whose settings can be wrong in a way that their declaration cannot say: a template that does not parse.</summary>
/// <remarks>Asked when every setting is right by itself; what it finds is shown in the form and stops the flow from running.</remarks>
/// <typeparam name="TSettings">The node's settings record.</typeparam>
public interface ICheckedSettings<in TSettings>
    where TSettings : class
{
    /// <summary>What is wrong with the settings; empty where they are fine. Never throws.</summary>
    static abstract IEnumerable<SettingProblem> ProblemsOf(TSettings settings);
}
