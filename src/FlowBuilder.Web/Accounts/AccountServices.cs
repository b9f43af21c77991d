using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Accounts.Provider;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>Registers accounts, signing in, and who may do what.</summary>
internal static class AccountServices
{
    /// <summary>Adds accounts; after storage, so that they are read before the program listens.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="provider">With whom people may sign in beside this program; null for nobody.</param>
    public static IServiceCollection AddFlowBuilderAccounts(this IServiceCollection services, ProviderSettings? provider)
    {
        services.AddSingleton<AccessRules>();
        services.AddSingleton<ResourceCheck>();
        services.AddSingleton<ISubFlowPermit>(provider => provider.GetRequiredService<ResourceCheck>());
        services.AddSingleton<PersonalStores>();
        services.AddSingleton<AccountBook>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<AccountClaims>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<Listening>();
        services.AddSingleton<SessionCookie>();
        services.AddHostedService<AccountStart>();
        services.AddScoped<SignIns>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<ScreenPerson>();
        services.AddScoped<CircuitHandler, PersonCircuits>();
        services.AddScoped<IUserStore<Account>, AccountUserStore>();
        services.AddIdentityCore<Account>(PasswordRules.Configure);
        services.AddAuthentication(PersonScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, PersonScheme>(PersonScheme.Name, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme, SessionCookie.Configure)
            .AddProvider(provider);

        // What is not said to be open is not: also what somebody adds tomorrow.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(PersonScheme.Name).RequireAuthenticatedUser().Build());
        return services;
    }
}
