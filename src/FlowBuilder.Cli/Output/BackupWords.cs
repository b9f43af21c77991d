using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of backups.</summary>
internal static class BackupWords
{
    public static readonly LocalText Backup = LocalText.Of(
        "Makes a backup of an installation, also while its server runs.",
        "설치의 백업을 만듭니다. 서버가 실행 중이어도 됩니다.");

    public static readonly LocalText Restore = LocalText.Of(
        "Puts a backup in the place of an installation's data, which are kept aside. No server may be using them.",
        "백업으로 설치의 데이터를 바꿉니다. 기존 데이터는 따로 보관합니다. 서버가 사용 중이면 안 됩니다.");

    public static readonly LocalText Check = LocalText.Of(
        "Reads every page of an installation's database and says what is wrong with it.",
        "설치의 데이터베이스를 모두 읽고 문제가 있는지 알려 줍니다.");

    public static readonly LocalText Data = LocalText.Of(
        "The data folder of the installation; data by default.", "설치의 데이터 폴더입니다. 기본값은 data입니다.");

    public static readonly LocalText To = LocalText.Of(
        "The file to write; by default a new one in the folder backups of the data folder.",
        "쓸 파일입니다. 기본값은 데이터 폴더의 backups 폴더에 새로 만드는 파일입니다.");

    public static readonly LocalText WithKeys = LocalText.Of(
        "Take the key ring along: whoever has the file can then read all secrets of the installation.",
        "키 링도 함께 넣습니다. 이 파일을 가진 사람은 설치의 모든 비밀 값을 읽을 수 있습니다.");

    public static readonly LocalText File = LocalText.Of("The backup's file.", "백업 파일입니다.");

    public static readonly LocalText KeysStay = LocalText.Of(
        "The key ring is not in it: keep the folder keys elsewhere, or the secrets of connections must be entered again on another machine.",
        "키 링은 들어 있지 않습니다. keys 폴더를 다른 곳에 보관하지 않으면 다른 컴퓨터에서는 연결의 비밀 값을 다시 입력해야 합니다.");

    public static readonly LocalText KeysAreIn = LocalText.Of(
        "The key ring is in it: keep the file as secret as the passwords of your providers.",
        "키 링이 들어 있습니다. 공급자 비밀번호처럼 안전하게 보관하세요.");

    public static LocalText Made(string path, long bytes) => LocalText.Of(
        $"{path} was written and checked ({bytes:N0} bytes).", $"{path} 파일을 쓰고 확인했습니다({bytes:N0}바이트).");

    public static LocalText Restored(string folder) => LocalText.Of(
        $"The backup was restored into {folder}.", $"백업을 {folder}에 복원했습니다.");

    public static LocalText Aside(string path) => LocalText.Of(
        $"What was there before is in {path}; remove it when you no longer need it.",
        $"이전 데이터는 {path}에 있습니다. 필요 없어지면 삭제하세요.");

    public static LocalText Sound(string folder) => LocalText.Of(
        $"{folder}: the database is in order.", $"{folder}: 데이터베이스에 문제가 없습니다.");

    public static LocalText Unsound(string folder) => LocalText.Of(
        $"{folder}: the database is damaged. Stop the server and restore a backup.",
        $"{folder}: 데이터베이스가 손상되었습니다. 서버를 멈추고 백업을 복원하세요.");
}
