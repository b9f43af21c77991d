using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>Says who makes a request.</summary>
internal static class RequestPerson
{
    /// <summary>The person, with the rights of this moment; null where nobody is signed in.</summary>
    public static Person? PersonOrNull(this HttpContext context) => context.Features.Get<Person>();

    /// <summary>The person, with the rights of this moment.</summary>
    /// <exception cref="ApiException">Nobody is signed in: 401.</exception>
    public static Person Person(this HttpContext context) => context.PersonOrNull() ?? throw new ApiException(AccountProblems.SignInNeeded);
}
