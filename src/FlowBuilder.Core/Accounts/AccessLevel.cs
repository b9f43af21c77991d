namespace FlowBuilder.Core.Accounts;

/// <summary>What a person may do to one flow, knowledge base or connection; each includes those before it.</summary>
public enum AccessLevel
{
    /// <summary>Nothing: for that person it is not there.</summary>
    None = 0,

    /// <summary>Look at it and at its runs. Of a connection or a knowledge base: let one's flows use it.</summary>
    View = 1,

    /// <summary>Change it; of a flow, also run and publish it.</summary>
    Edit = 2,

    /// <summary>Share and delete it.</summary>
    Own = 3,
}
