using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution;
using FlowBuilder.Storage;
using FlowBuilder.Web.Hosting.Security;

namespace FlowBuilder.Web.Hosting;

/// <summary>What an operator may set, read once and checked before anything starts.</summary>
internal sealed record HostSettings
{
    /// <summary>Where everything is kept (<c>data</c>).</summary>
    /// <value>The folder <c>data</c> of the folder that the program is started in.</value>
    public required StorageOptions Storage { get; init; }

    /// <summary>What is allowed of runs (<c>Limits:*</c>).</summary>
    public required RunLimits Runs { get; init; }

    /// <summary>What runs may use (<c>Limits:Budget:*</c>).</summary>
    public required InstallationBudgets Budgets { get; init; }

    /// <summary>How large requests may be (<c>Limits:*</c>).</summary>
    public required RequestLimits Requests { get; init; }

    /// <summary>Who may reach the program (<c>Security:*</c>).</summary>
    public required SecuritySettings Security { get; init; }

    /// <summary>A folder of assemblies with further nodes (<c>Nodes:Folder</c>), or null.</summary>
    public string? NodesFolder { get; init; }

    /// <summary>The folder of the operator's own templates (<c>Templates:Folder</c>).</summary>
    /// <value>The folder <c>templates</c> of the data folder; made when the first template is saved.</value>
    public required string TemplatesFolder { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="ValidationException">A value is out of its range; the message names it.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var storage = new StorageOptions { DataFolder = configuration["data"] is { Length: > 0 } folder ? folder : "data" };
        configuration.GetSection("Storage").Bind(storage);
        return new HostSettings
        {
            Storage = storage,
            Runs = Section(configuration, "Limits", new RunLimits()),
            Budgets = BudgetSettings.Read(configuration.GetSection("Limits:Budget")),
            Requests = Section(configuration, "Limits", new RequestLimits()),
            Security = Section(configuration, "Security", new SecuritySettings()),
            NodesFolder = configuration["Nodes:Folder"] is { Length: > 0 } nodes ? Path.GetFullPath(nodes) : null,
            TemplatesFolder = Path.GetFullPath(configuration["Templates:Folder"] is { Length: > 0 } templates ? templates : Path.Combine(storage.DataFolder, "templates")),
        };
    }

    private static T Section<T>(IConfiguration configuration, string name, T options)
        where T : class
    {
        configuration.GetSection(name).Bind(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return options;
    }
}
