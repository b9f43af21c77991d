using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>What is told of PDF files that cannot be read, and of the programs that they need.</summary>
internal static class PdfFault
{
    /// <summary>The code where a program is not installed.</summary>
    private const string ToolMissing = "documents.tool-missing";

    /// <summary>The program that reads PDF files is not installed.</summary>
    public static NodeException NeedsPoppler(string name) => Missing(
        $"{LoadFault.Quoted(name)} is a PDF, and the program that reads it, pdftotext, is not installed on the server. Install poppler (Debian, Ubuntu: apt-get install poppler-utils; macOS: brew install poppler) and try again.",
        $"{LoadFault.Korean(name)}은 PDF인데, 서버에 PDF를 읽는 프로그램(pdftotext)이 설치되어 있지 않습니다. poppler를 설치한 뒤(Debian, Ubuntu: apt-get install poppler-utils, macOS: brew install poppler) 다시 시도해 주세요.");

    /// <summary>A program is there and does not run.</summary>
    public static NodeException CannotStart(string name, string program, Exception? cause = null)
    {
        var tool = Path.GetFileNameWithoutExtension(program);
        return Missing(
            $"{LoadFault.Quoted(name)} could not be read: the program {tool} is on the server but does not start. Install it again (Debian, Ubuntu: apt-get install --reinstall poppler-utils tesseract-ocr).",
            $"{LoadFault.Korean(name)}을(를) 읽지 못했습니다. 서버에 있는 프로그램({tool})이 실행되지 않습니다. 다시 설치해 주세요(Debian, Ubuntu: apt-get install --reinstall poppler-utils tesseract-ocr).",
            cause);
    }

    /// <summary>No page has text, and a program that would recognise it is not installed.</summary>
    public static NodeException NeedsRecognition(string name, string missing) => Missing(
        $"{LoadFault.Quoted(name)} has no text, only pictures of its pages, as a scan has. To recognise their text the server needs {missing} (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-kor poppler-utils). Install it, or use a file with text.",
        $"{LoadFault.Korean(name)}에는 텍스트가 없고 스캔한 것처럼 페이지 그림만 있습니다. 그림에서 글자를 인식하려면 서버에 {missing}이(가) 필요합니다(Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-kor poppler-utils). 설치하거나 텍스트가 있는 파일을 사용해 주세요.");

    /// <summary>The pictures of the pages show no text either.</summary>
    public static NodeException ShowsNoText(string name) => new(
        "documents.empty",
        LocalText.Of(
            $"{LoadFault.Quoted(name)} has no text, and none was recognised in the pictures of its pages. Use a sharper scan or a file with text.",
            $"{LoadFault.Korean(name)}에는 텍스트가 없고, 페이지 그림에서도 글자를 인식하지 못했습니다. 더 선명한 스캔이나 텍스트가 있는 파일을 사용해 주세요."),
        FaultKind.Input);

    /// <summary>More pages have to be recognised than is done.</summary>
    public static NodeException TooManyScans(string name, int limit) => LoadFault.TooLarge(
        name,
        $"it has more than {LoadFault.Number(limit)} pages without text, whose pictures would have to be recognised. Split it, or recognise its text with another program.",
        $"글자를 인식해야 하는 페이지가 {LoadFault.Number(limit)}쪽을 넘습니다. 파일을 나누거나 다른 프로그램으로 글자를 인식해 주세요.");

    /// <summary>The end of the file is missing.</summary>
    public static NodeException IsCutOff(string name) => LoadFault.Unreadable(
        name,
        "its end is missing, so it was cut off on its way. Get it again.",
        "파일의 끝부분이 없습니다. 전송 중에 잘린 것으로 보이니 파일을 다시 받아 주세요.");

    /// <summary>The file cannot be opened.</summary>
    public static NodeException IsDamaged(string name) => LoadFault.Unreadable(
        name,
        "the PDF is damaged. Open it in a PDF program and save a copy.",
        "PDF가 손상되었습니다. PDF 프로그램에서 열어 사본을 저장해 주세요.");

    /// <summary>Reading took longer than allowed.</summary>
    public static NodeException TookTooLong(string name, TimeSpan limit) => new(
        "documents.time-limit",
        LocalText.Of(
            $"Reading {LoadFault.Quoted(name)} took longer than {Seconds(limit)} seconds. It may be damaged; open it, save a copy, or split it.",
            $"{LoadFault.Korean(name)}을(를) 읽는 데 {Seconds(limit)}초가 넘게 걸렸습니다. 손상되었을 수 있으니 열어서 사본을 저장하거나 나누어 주세요."),
        FaultKind.Timeout);

    private static NodeException Missing(string english, string korean, Exception? cause = null) =>
        new(ToolMissing, LocalText.Of(english, korean), FaultKind.Provider, innerException: cause);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
