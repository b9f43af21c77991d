using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>What a password must be: long rather than strange (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 10;

    /// <summary>The most characters: what is hashed is bounded.</summary>
    public const int Longest = 256;

    /// <summary>The fewest different characters.</summary>
    public const int Different = 5;

    /// <summary>Tells the framework's own validator.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = Shortest;
        options.Password.RequiredUniqueChars = Different;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    /// <summary>Refuses a password that is none.</summary>
    /// <exception cref="ApiException">It is too short, too long, too uniform, or the account's name.</exception>
    public static async Task CheckAsync(UserManager<Account> users, Account account, string password)
    {
        if (password.Length > Longest || password.Equals(account.Name, StringComparison.OrdinalIgnoreCase)) throw new ApiException(AccountProblems.WeakPassword);
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, account, password)).Succeeded) throw new ApiException(AccountProblems.WeakPassword);
        }
    }
}
