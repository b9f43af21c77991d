using FlowBuilder.Core.Faults;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>What is told of mails that cannot be read.</summary>
internal static class MailFault
{
    /// <summary>The mail has too many parts.</summary>
    public static NodeException TooManyParts(string name, int limit) => LoadFault.TooLarge(
        name,
        $"the mail has more than {LoadFault.Number(limit)} parts. Save the attachments you need as files of their own.",
        $"메일의 구성 요소가 {LoadFault.Number(limit)}개를 넘습니다. 필요한 첨부 파일만 따로 저장해 주세요.");

    /// <summary>The parts of the mail, or the mails attached to it, nest too deeply.</summary>
    public static NodeException TooDeep(string name, int limit) => LoadFault.TooLarge(
        name,
        $"the mail has parts inside parts more than {LoadFault.Number(limit)} levels deep. Save the inner mail as a file of its own.",
        $"메일 안의 구성 요소가 {LoadFault.Number(limit)}단계보다 깊게 중첩되어 있습니다. 안쪽 메일을 따로 저장해 주세요.");

    /// <summary>The mail can be read only by the one it was sent to.</summary>
    public static NodeException IsEncrypted(string name) => LoadFault.Unreadable(
        name,
        "the mail is encrypted for its receiver (S/MIME or PGP). Open it in your mail program and save its text.",
        "받는 사람만 열 수 있게 암호화된 메일(S/MIME 또는 PGP)입니다. 메일 프로그램에서 열어 본문을 저장해 주세요.");
}
