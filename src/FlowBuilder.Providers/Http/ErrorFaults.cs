using FlowBuilder.Providers.Faults;

namespace FlowBuilder.Providers.Http;

/// <summary>Which fault an error object is that came with status 200: inside a stream, or instead of an answer.</summary>
internal static class ErrorFaults
{
    /// <summary>The fault, by the error's own type, since there is no status to go by.</summary>
    public static ModelException From(ModelFaults faults, ProviderError error)
    {
        if (error.IsQuota) return faults.QuotaExceeded(error.Message);
        if (error.IsTooLong) return faults.TooLong(error.Message);
        var kind = error.Kind;
        if (Has("rate_limit", "429", "resource_exhausted")) return faults.RateLimited(error.Message, null);
        if (Has("authentication", "invalid_api_key", "permission", "401", "403", "unauthenticated"))
            return faults.Unauthorized(error.Message);
        if (Has("not_found", "404")) return faults.NotFound(error.Message);
        if (Has("invalid_request", "invalid_argument", "400")) return faults.Rejected(400, error.Message);
        return faults.ServerError(Has("overloaded", "529") ? 529 : 500, error.Message, null);

        bool Has(params ReadOnlySpan<string> marks)
        {
            foreach (var mark in marks)
            {
                if (kind.Contains(mark, StringComparison.Ordinal)) return true;
            }

            return false;
        }
    }
}
