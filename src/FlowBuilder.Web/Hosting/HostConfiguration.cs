using FlowBuilder.Web.Hosting.Logging;
using Microsoft.Extensions.Configuration.Memory;

namespace FlowBuilder.Web.Hosting;

/// <summary>Where settings come from, weakest first: what is built in, files, environment, <c>FLOWBUILDER_…</c>, command line.</summary>
internal static class HostConfiguration
{
    /// <summary>Where the program listens unless it is told otherwise: this machine only.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly Dictionary<string, string?> BuiltIn = new()
    {
        ["Logging:Console:FormatterName"] = ConsoleLines.FormatName,
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System"] = "Warning",
        ["Logging:LogLevel:ModelContextProtocol"] = "Warning",

        // A tool server of an older revision does not know the first question it is asked, which is no fault.
        ["Logging:LogLevel:ModelContextProtocol.Client"] = "Error",

        // Clients that leave are no fault, and every other failure is logged where it is turned into an answer.
        ["Logging:LogLevel:Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware"] = "None",

        // The key ring lies in the data folder, which only its owner can read.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",

        // The folder that it misses is served from the program's own assets.
        ["Logging:LogLevel:Microsoft.AspNetCore.StaticFiles"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.StaticAssets"] = "Error",
    };

    /// <summary>Adds the sources of settings, and the default address where none is named anywhere.</summary>
    public static void AddHostConfiguration(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = BuiltIn });
        builder.Configuration.AddEnvironmentVariables("FLOWBUILDER_").AddCommandLine(args);
        if (NamesNoAddress(builder.Configuration)) builder.WebHost.UseUrls(DefaultAddress);
    }

    private static bool NamesNoAddress(ConfigurationManager configuration) =>
        string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        && string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        && string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        && !configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
