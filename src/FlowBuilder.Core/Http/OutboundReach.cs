namespace FlowBuilder.Core.Http;

/// <summary>How far a way out of the program leads, by who chose where to.</summary>
public enum OutboundReach
{
    /// <summary>A flow, a document or a model may have chosen the address: public addresses only.</summary>
    Public,

    /// <summary>Whoever owns the installation wrote the address into its settings, as that of a model server on the same machine
    /// or of the mail server beside it: any but those at which machines ask who they are.</summary>
    Named,
}
