namespace FlowBuilder.Web.Gallery;

/// <summary>What a template needs besides this program to do what it says.</summary>
public enum TemplateNeed
{
    /// <summary>Nothing: it works offline.</summary>
    Nothing,

    /// <summary>A service that it calls over the network.</summary>
    Service,

    /// <summary>A real model.</summary>
    Model,
}
