namespace FlowBuilder.Interchange;

/// <summary>Which program's file holds a flow.</summary>
public enum FlowFileKind
{
    /// <summary>No flow file that is known here.</summary>
    Unknown,

    /// <summary>This program's own format.</summary>
    Native,

    /// <summary>Langflow: a flow, a component, or a list of flows.</summary>
    Langflow,

    /// <summary>Flowise: a chatflow.</summary>
    FlowiseChatflow,

    /// <summary>Flowise: an agentflow of version 1, with sequential agents or with a supervisor and workers.</summary>
    FlowiseAgentflowV1,

    /// <summary>Flowise: an agentflow of version 2.</summary>
    FlowiseAgentflowV2,

    /// <summary>Flowise: everything that an installation holds, in one file (ExportData).</summary>
    FlowiseExport,

    /// <summary>n8n: a workflow, or a list of them.</summary>
    N8n,

    /// <summary>Dify: an app in its DSL.</summary>
    Dify,

    /// <summary>Azure Prompt Flow: a <c>flow.dag.yaml</c>.</summary>
    PromptFlow,

    /// <summary>LangGraph: a <c>langgraph.json</c>, or the drawing of a graph as JSON.</summary>
    LangGraph,
}
