namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>Where the results of an endpoint's runs are sent.</summary>
/// <remarks>The secret that signs them is not here: it is shown once, kept encrypted and read by <see cref="IDeliveryTargetStore.SecretsAsync"/> alone.</remarks>
public sealed record DeliveryTarget
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The endpoint whose runs are told of.</summary>
    public required string Slug { get; init; }

    /// <summary>The address: <c>http</c> or <c>https</c>, without user name or password.</summary>
    public required Uri Address { get; init; }

    /// <summary>Which ends are told.</summary>
    public required DeliveryEvents Events { get; init; }

    /// <summary>Which runs are told of.</summary>
    public required DeliveryRuns Runs { get; init; }

    /// <summary>Whether anything is sent. Switching it off drops what waits.</summary>
    /// <value>True by default.</value>
    public bool IsEnabled { get; init; } = true;

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the secret before the present one signs too, in UTC; null where there is none.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>Since when every attempt has failed, in UTC; null where the latest went well or there was none.</summary>
    public DateTimeOffset? FailingSince { get; init; }
}
