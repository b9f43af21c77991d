using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type that once kept its settings in another form.</summary>
public interface IUpgradable
{
    /// <summary>Brings settings one version further.</summary>
    /// <param name="fromVersion">The version they are of; the result is of the next.</param>
    /// <param name="settings">The settings as the older program wrote them.</param>
    static abstract JsonMembers Upgrade(int fromVersion, JsonMembers settings);
}
