using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage.Backups;

/// <summary>Tells whoever cannot start the program which backup there is, and how it is restored.</summary>
internal static class RestoreAdvice
{
    /// <summary>Opens the data, and completes what is said where they are damaged.</summary>
    /// <param name="options">Where data and backups are.</param>
    /// <param name="open">Opens the data.</param>
    /// <exception cref="StorageException">What <paramref name="open"/> throws, with the advice where it is of damage.</exception>
    public static T Complete<T>(StorageOptions options, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (StorageException damaged) when (damaged.Code == StorageException.Corrupt)
        {
            var advice = Text(options);
            throw new StorageException(
                damaged.Code,
                LocalText.Of($"{damaged.Text.English} {advice.English}", $"{damaged.Text.All["ko"]} {advice.All["ko"]}"),
                innerException: damaged.InnerException);
        }
    }

    private static LocalText Text(StorageOptions options)
    {
        using var backups = new BackupStore(options, TimeProvider.System);
        if (backups.List() is not [var newest, ..])
            return LocalText.Of($"There is no backup in {backups.Folder}.", $"{backups.Folder}에는 백업이 없습니다.");
        var command = $"flowbuilder restore \"{newest.Path}\" --data \"{options.DataFolder}\"";
        return LocalText.Of(
            $"The newest backup is {newest.Path}, made {newest.MadeAt:u}. To restore it, run: {command} (what is in the folder now is kept aside).",
            $"가장 최근 백업은 {newest.MadeAt:u}에 만든 {newest.Path}입니다. 복원하려면 다음을 실행하세요: {command} (지금 폴더에 있는 데이터는 따로 보관됩니다).");
    }
}
