using System.CommandLine;
using System.Globalization;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>accounts</c>: lists accounts, and makes a link for one whose password was forgotten. Whoever may write the data may do that.</summary>
internal static class LookAfterAccounts
{
    private static readonly Argument<string> Name = new("NAME") { Description = AccountWords.Name.ToString() };
    private static readonly Option<string> Data = new("--data") { Description = BackupWords.Data.ToString(), HelpName = "FOLDER", Recursive = true };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var list = new Command("list", AccountWords.List.ToString());
        list.SetAction((line, cancellationToken) =>
            DataFolder.WithAsync(FolderOf(line), engine => ListAsync(engine.GetRequiredService<IAccountStore>(), cancellationToken), onlyReads: true));
        var link = new Command("link", AccountWords.Link.ToString()) { Name };
        link.SetAction((line, cancellationToken) =>
            DataFolder.WithAsync(FolderOf(line), engine => LinkAsync(engine.GetRequiredService<IAccountStore>(), line.GetRequiredValue(Name), cancellationToken)));
        return new Command("accounts", AccountWords.Accounts.ToString()) { list, link, Data };
    }

    private static string FolderOf(ParseResult line) => Installation.OptionsOf(line.GetValue(Data)).DataFolder;

    private static async Task<int> ListAsync(IAccountStore accounts, CancellationToken cancellationToken)
    {
        var all = await accounts.ListAsync(cancellationToken);
        if (all.Count == 0) Console.Out.WriteLine(AccountWords.NoAccounts);
        foreach (var account in all)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account.Role.ToString().ToLowerInvariant(),-13}  {account.Name}"));
        return ExitCode.Done;
    }

    private static async Task<int> LinkAsync(IAccountStore accounts, string name, CancellationToken cancellationToken)
    {
        if (await accounts.FindByNameAsync(AccountNames.Normalize(name), cancellationToken) is not { } account) return Refuse(AccountWords.NoAccount(name));
        if (account.Provider is { } provider) return Refuse(AccountWords.AtProvider(account.Name, provider));
        var token = AccountLink.NewToken();
        var expiresAt = TimeProvider.System.GetUtcNow() + AccountLink.PasswordTime;
        await accounts.SetLinkAsync(account.Id, AccountLink.HashOf(token), expiresAt, cancellationToken);
        Console.Out.WriteLine(AccountWords.Made(AccountLink.PathOf(token), expiresAt));
        return ExitCode.Done;
    }

    private static int Refuse(LocalText why)
    {
        Problems.Say(why);
        return ExitCode.BadInput;
    }
}
