using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Loading.Pdf;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>How the programs that read PDF files are run, with scripts in their place.</summary>
/// <remarks>One after the other: a script cannot be run while a process that another thread starts still holds it open for writing.</remarks>
[NonParallelizable]
public sealed class ProgramRunTests
{
    private static readonly FileValue Pdf = new("a.pdf", "application/pdf", PdfFile.Of("text"));

    [Test]
    public void A_missing_program_is_named_with_how_to_install_it()
    {
        var fault = FaultOf(new ExternalPrograms(""), new DocumentLimits());

        Assert.That(fault.Code, Is.EqualTo("documents.tool-missing"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Provider));
        Assert.That(fault.Text.English, Does.Contain("pdftotext").And.Contain("apt-get install poppler-utils"));
        Assert.That(fault.Text.All["ko"], Does.Contain("apt-get install poppler-utils"));
    }

    [Test]
    [Hazard("SEC-53", "BAD-39")]
    public async Task The_file_lies_in_a_private_folder_that_is_removed_and_the_environment_stays_behind()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", $"""pwd > {folder.PathOf("where")}; /usr/bin/env > {folder.PathOf("environment")}; /usr/bin/stat -c %a . > {folder.PathOf("mode")}; echo read""");

        var document = (await new DocumentLoader(new DocumentLimits(), folder.Programs).LoadAsync(Pdf, null, CancellationToken.None)).Single();

        Assert.That(document.Text, Is.EqualTo("read"));
        Assert.That(Directory.Exists((await File.ReadAllTextAsync(folder.PathOf("where"))).Trim()), Is.False);
        Assert.That((await File.ReadAllTextAsync(folder.PathOf("mode"))).Trim(), Is.EqualTo("700"));
        Assert.That(
            (await File.ReadAllLinesAsync(folder.PathOf("environment"))).Select(line => line.Split('=')[0]),
            Is.SubsetOf(new[] { "PATH", "LC_ALL", "HOME", "TMPDIR", "OMP_THREAD_LIMIT", "PWD", "OLDPWD", "SHLVL", "_" }));
    }

    [Test]
    [Hazard("BAD-33")]
    public void A_program_that_never_ends_is_ended()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "exec /bin/sleep 600");

        var fault = FaultOf(folder.Programs, new DocumentLimits { ProgramTime = TimeSpan.FromMilliseconds(200) });

        Assert.That(fault.Code, Is.EqualTo("documents.time-limit"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Timeout));
        Assert.That(fault.Text.English, Does.Contain("0.2 seconds"));
    }

    [Test]
    public void A_program_that_writes_without_end_is_ended()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "exec /usr/bin/yes");

        Assert.That(FaultOf(folder.Programs, new DocumentLimits { Characters = 100_000 }).Code, Is.EqualTo("documents.too-large"));
    }

    [Test]
    public void Reading_ends_when_it_is_cancelled()
    {
        using var folder = new ProgramFolder();
        using var cancellation = new CancellationTokenSource();
        folder.Write("pdftotext", "echo begun; exec /bin/sleep 600");
        var loading = new DocumentLoader(new DocumentLimits(), folder.Programs).LoadAsync(Pdf, null, cancellation.Token);

        cancellation.Cancel();

        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => loading);
    }

    [Test]
    public async Task Pages_of_a_file_with_text_stay_blank_where_nothing_recognises_them()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "printf 'one\\f\\fthree\\f'");

        var documents = await new DocumentLoader(new DocumentLimits(), folder.Programs).LoadAsync(Pdf, null, CancellationToken.None);

        Assert.That(documents.Select(document => document.Metadata["page"]), Is.EqualTo(new[] { "1", "3" }));
    }

    [Test]
    public async Task Only_pages_without_text_are_recognised_in_the_languages_installed()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "printf 'one\\f\\fthree\\f'");
        folder.Write("pdftoppm", $"echo \"$@\" >> {folder.PathOf("drawn")}");
        folder.Write("tesseract", $"if [ \"$1\" = --list-langs ]; then printf 'List:\\neng\\nkor\\nosd\\n'; else echo \"$4\" >> {folder.PathOf("languages")}; printf 'two\\f'; fi");

        var documents = await new DocumentLoader(new DocumentLimits(), folder.Programs).LoadAsync(Pdf, null, CancellationToken.None);

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "one", "two", "three" }));
        Assert.That(documents.Select(document => document.Metadata.GetValueOrDefault("method")), Is.EqualTo(new[] { null, "ocr", null }));
        Assert.That(await File.ReadAllLinesAsync(folder.PathOf("drawn")), Is.EqualTo(new[] { "-f 2 -l 2" }).Using<string>((line, start) => line.StartsWith(start, StringComparison.Ordinal)));
        Assert.That(await File.ReadAllLinesAsync(folder.PathOf("languages")), Is.EqualTo(new[] { "kor+eng" }));
    }

    [Test]
    [Hazard("BAD-33")]
    public void A_scan_that_shows_nothing_and_one_of_too_many_pages_say_so()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "printf '\\f\\f\\f'");
        folder.Write("pdftoppm", "exit 0");
        folder.Write("tesseract", "exit 0");

        Assert.That(FaultOf(folder.Programs, new DocumentLimits()).Code, Is.EqualTo("documents.empty"));
        Assert.That(FaultOf(folder.Programs, new DocumentLimits { ScannedPages = 2 }).Code, Is.EqualTo("documents.too-large"));
    }

    [Test]
    public void Recognition_that_fails_on_each_page_is_not_taken_for_blank_pages()
    {
        using var folder = new ProgramFolder();
        folder.Write("pdftotext", "printf '\\f\\f'");
        folder.Write("pdftoppm", "exit 0");
        folder.Write("tesseract", "exit 1");

        var fault = FaultOf(folder.Programs, new DocumentLimits());

        Assert.That(fault.Code, Is.EqualTo("documents.tool-missing"));
        Assert.That(fault.Text.English, Does.Contain("tesseract (eng, kor)"));
    }

    [TestCase("exit 127", TestName = "A_program_that_lacks_a_library_is_named")]
    [TestCase(null, TestName = "A_program_that_cannot_be_run_is_named")]
    public void A_program_that_does_not_start_is_named(string? script)
    {
        using var folder = new ProgramFolder();
        if (script is null) File.WriteAllText(folder.PathOf("pdftotext"), "no program");
        else folder.Write("pdftotext", script);

        var fault = FaultOf(folder.Programs, new DocumentLimits());

        Assert.That(fault.Code, Is.EqualTo("documents.tool-missing"));
        Assert.That(fault.Text.English, Does.Contain("pdftotext is on the server but does not start"));
    }

    private static NodeException FaultOf(ExternalPrograms programs, DocumentLimits limits) =>
        Assert.ThrowsAsync<NodeException>(() => new DocumentLoader(limits, programs).LoadAsync(Pdf, null, CancellationToken.None))!;
}
