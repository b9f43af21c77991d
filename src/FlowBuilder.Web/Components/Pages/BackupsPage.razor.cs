using System.Globalization;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>The backups of the installation: made, fetched and removed.</summary>
public sealed partial class BackupsPage
{
    private IReadOnlyList<Backup>? _backups;
    private Backup? _deleted;
    private bool _isMaking;

    [Inject] private BackupStore Backups { get; set; } = null!;

    [Inject] private HostSettings Settings { get; set; } = null!;

    [Inject] private AuditTrail Audit { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _backups = Backups.List();

    private string CommandFor(Backup backup) => $"flowbuilder restore \"{backup.Path}\" --data \"{Path.GetFullPath(Settings.Storage.DataFolder)}\"";

    private static string TimeOf(Backup backup) => backup.MadeAt.ToLocalTime().ToString("g", CultureInfo.CurrentCulture);

    private async Task MakeAsync()
    {
        _isMaking = true;
        await Toasts.TryAsync(async () =>
        {
            var made = await Backups.MakeAsync(target: null, withKeys: false, CancellationToken.None);
            await Audit.WriteAsync("backup.made", made.Name);
            Toasts.Show(new Toast(L["Backups.Made", Display.Bytes(made.Bytes)]));
        });
        (_isMaking, _backups) = (false, Backups.List());
    }

    private async Task DeleteAsync(Backup backup)
    {
        _deleted = null;
        var isDone = await Toasts.TryAsync(async () =>
        {
            Backups.Delete(backup.Name);
            await Audit.WriteAsync("backup.deleted", backup.Name);
        });
        if (isDone) Toasts.Show(new Toast(L["Backups.Deleted"]));
        _backups = Backups.List();
    }
}
