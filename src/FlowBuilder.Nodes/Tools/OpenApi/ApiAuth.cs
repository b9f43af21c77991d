using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>How a service knows who asks.</summary>
public enum ApiAuth
{
    /// <summary>It does not.</summary>
    [Text("en", "None")]
    [Text("ko", "없음")]
    None,

    /// <summary>By a token in the Authorization header.</summary>
    [Text("en", "Bearer token")]
    [Text("ko", "Bearer 토큰")]
    Bearer,

    /// <summary>By a header of its own.</summary>
    [Text("en", "Header")]
    [Text("ko", "헤더")]
    Header,

    /// <summary>By a value in the address.</summary>
    [Text("en", "In the address")]
    [Text("ko", "주소의 값")]
    Query,
}
