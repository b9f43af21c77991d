namespace FlowBuilder.Web.Api.Accounts;

/// <summary>Somebody who signs in.</summary>
internal sealed record SignInBody
{
    /// <summary>The account's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its password.</summary>
    public required string Password { get; init; }

    /// <summary>Whether the browser keeps the session when it is closed; left out for no.</summary>
    public bool Keep { get; init; }
}
