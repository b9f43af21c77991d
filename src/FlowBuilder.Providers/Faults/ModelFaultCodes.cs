namespace FlowBuilder.Providers.Faults;

/// <summary>The stable codes of everything that can go wrong with a model; never reused for another meaning.</summary>
public static class ModelFaultCodes
{
    /// <summary>No connection has that name.</summary>
    public const string UnknownConnection = "model.connection-unknown";

    /// <summary>The connection is there, and cannot be used as it is set up.</summary>
    public const string InvalidConnection = "model.connection-invalid";

    /// <summary>The connection is set to replay recordings, and the run is not replayed.</summary>
    public const string OnlyReplays = "model.only-replays";

    /// <summary>No model was chosen, and the connection has no default.</summary>
    public const string NotChosen = "model.not-chosen";

    /// <summary>The connection's provider has no embeddings.</summary>
    public const string CannotEmbed = "model.cannot-embed";

    /// <summary>The provider refused the key.</summary>
    public const string Unauthorized = "model.unauthorized";

    /// <summary>The provider does not have that model, or has nothing at that address.</summary>
    public const string NotFound = "model.not-found";

    /// <summary>The provider did not accept the request: a setting or a message that the model cannot take.</summary>
    public const string Rejected = "model.rejected";

    /// <summary>The prompt is longer than the model can read.</summary>
    public const string TooLong = "model.too-long";

    /// <summary>Too many calls in too short a time.</summary>
    public const string RateLimited = "model.rate-limited";

    /// <summary>The account's credit or quota is used up; waiting does not help.</summary>
    public const string QuotaExceeded = "model.quota-exceeded";

    /// <summary>The provider could not be reached, is overloaded or failed.</summary>
    public const string Unavailable = "model.unavailable";

    /// <summary>Too many calls wait for this connection already.</summary>
    public const string Busy = "model.busy";

    /// <summary>No token came in time.</summary>
    public const string FirstTokenTimeout = "model.first-token-timeout";

    /// <summary>The answer stopped coming half-way.</summary>
    public const string Stalled = "model.stalled";

    /// <summary>The answer broke off half-way.</summary>
    public const string Incomplete = "model.incomplete";

    /// <summary>What came was not an answer of the protocol.</summary>
    public const string BadResponse = "model.bad-response";

    /// <summary>The model or a filter of its provider declined to answer.</summary>
    public const string Refused = "model.refused";

    /// <summary>A message holds something that this provider cannot be sent.</summary>
    public const string UnsupportedContent = "model.unsupported-content";
}
