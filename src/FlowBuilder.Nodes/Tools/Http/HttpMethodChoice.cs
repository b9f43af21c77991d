using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>What a request asks of the service.</summary>
public enum HttpMethodChoice
{
    /// <summary>Reads something.</summary>
    [Text("en", "GET")]
    [Text("ko", "GET")]
    Get,

    /// <summary>Sends something new.</summary>
    [Text("en", "POST")]
    [Text("ko", "POST")]
    Post,

    /// <summary>Replaces something.</summary>
    [Text("en", "PUT")]
    [Text("ko", "PUT")]
    Put,

    /// <summary>Changes a part of something.</summary>
    [Text("en", "PATCH")]
    [Text("ko", "PATCH")]
    Patch,

    /// <summary>Removes something.</summary>
    [Text("en", "DELETE")]
    [Text("ko", "DELETE")]
    Delete,

    /// <summary>Asks whether something is there.</summary>
    [Text("en", "HEAD")]
    [Text("ko", "HEAD")]
    Head,
}
